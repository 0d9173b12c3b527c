import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type EventRow } from '../../platform/events';
import { type GraphqlContext, type SignedInContext } from '../../platform/graphql';
import { Ticket, TicketAbilities } from '../tickets';
import { RateTicketInput, RateTicketPayload, TicketRated } from './feedback.types';
import { Rating } from './rating.entity';
import { changeableUntil } from './rating.policy';
import type { RatingService } from './rating.service';

const ratingOf = ({ id }: Ticket, { loaders }: GraphqlContext): Promise<Rating | null> => loaders.own(Rating, 'ticketId', id, {});

@Resolver(() => Rating)
export class RatingResolver {
  constructor(private readonly ratings: RatingService) {}

  @Authorized('ticket.rate')
  @Mutation(() => RateTicketPayload, {
    description: 'Rates the help on a RESOLVED or CLOSED ticket, or changes that for seven days after. For its customer.',
  })
  rateTicket(@Arg('input') input: RateTicketInput, @Ctx() { viewer }: SignedInContext): Promise<RateTicketPayload> {
    return this.ratings.rate(viewer, input);
  }

  @FieldResolver(() => Date, { description: 'From then on it stays as it is.' })
  changeableUntil(@Root() rating: Rating): Date {
    return changeableUntil(rating);
  }
}

/** What its rating adds to a ticket. */
@Resolver(() => Ticket)
export class TicketRatingResolver {
  @FieldResolver(() => Rating, { nullable: true, description: 'What its customer gave the help; null while they have not.' })
  rating(@Root() ticket: Ticket, @Ctx() context: SignedInContext): Promise<Rating | null> {
    return ratingOf(ticket, context);
  }
}

@Resolver(() => TicketAbilities)
export class RatingAbilityResolver {
  constructor(private readonly ratings: RatingService) {}

  @FieldResolver(() => Boolean, { description: 'Rate the help, or change what you gave.' })
  async rate(@Root() { ticket }: TicketAbilities, @Ctx() context: SignedInContext): Promise<boolean> {
    return this.ratings.canRateNow(context.viewer, ticket, await ratingOf(ticket, context));
  }
}

@Resolver(() => TicketRated)
export class TicketRatedResolver {
  @FieldResolver(() => Int, { description: 'What they gave: from 1, very bad, to 5, very good.' })
  score(@Root() { data }: EventRow): number {
    return Number(data['score']);
  }
}
