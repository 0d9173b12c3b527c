import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type GraphqlContext, type SignedInContext } from '../../../platform/graphql';
import { type Connection } from '../../../platform/paging';
import { User } from '../../accounts';
import { linkedTicket, Ticket } from '../../tickets';
import { NotificationChannel } from '../notification.channel';
import { BlockedAddress } from './blocked-address.entity';
import type { DeliveryQueries } from './delivery.queries';
import { type DeliveryService, isOver } from './delivery.service';
import { Delivery, DeliveryConnection, DeliveryFilter, SendAgainInput, SendAgainPayload } from './delivery.types';

const { MAIL, IN_APP, SMS } = NotificationChannel;

/** What goes out to people, as admins see it. */
@Resolver(() => Delivery)
export class DeliveryResolver {
  constructor(
    private readonly service: DeliveryService,
    private readonly queries: DeliveryQueries,
  ) {}

  @Authorized('delivery.manage')
  @Query(() => DeliveryConnection, { description: 'What people are told outside of the app and what became of it, the newest first. For admins.' })
  deliveries(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
    @Arg('filter', () => DeliveryFilter, { nullable: true, description: 'Which of it.' }) filter?: DeliveryFilter,
  ): Promise<Connection<Delivery>> {
    return this.queries.list(filter ?? {}, { first, after });
  }

  @Authorized('delivery.manage')
  @Mutation(() => SendAgainPayload, { description: 'Sends again what has failed, or was blocked before its address was allowed again. For admins.' })
  async sendAgain(@Arg('input') { deliveryId }: SendAgainInput, @Ctx() { viewer, client }: SignedInContext): Promise<SendAgainPayload> {
    return { delivery: await this.service.sendAgain(viewer, deliveryId, client) };
  }

  @FieldResolver(() => User, { description: 'Whom it is for.' })
  recipient(@Root() { recipientId }: Delivery, @Ctx() { loaders }: GraphqlContext): Promise<User> {
    return recipientOf(recipientId, loaders);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The mail address or the number that it goes to; null for devices, and when the account has ended.',
  })
  async address(@Root() { channel, recipientId, address }: Delivery, @Ctx() { loaders }: GraphqlContext): Promise<string | null> {
    const recipient = await recipientOf(recipientId, loaders);
    if (recipient.erasedAt !== null) return null;
    return address ?? (channel === MAIL ? recipient.email : channel === SMS ? recipient.mobile : null);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket that it is about; null when it is about none.' })
  ticket(@Root() { ticketId }: Delivery, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return linkedTicket(ticketId, context);
  }

  @FieldResolver(() => Boolean, { description: 'Whether `sendAgain` would do it.' })
  async canSendAgain(@Root() delivery: Delivery, @Ctx() { loaders }: GraphqlContext): Promise<boolean> {
    if (!isOver(delivery) || delivery.channel === IN_APP) return false;
    const { erasedAt, email } = await recipientOf(delivery.recipientId, loaders);
    if (erasedAt !== null) return false;
    if (delivery.channel !== MAIL) return true;
    return (await loaders.manyBy(BlockedAddress, 'address', delivery.address ?? email)).length === 0;
  }
}

async function recipientOf(id: string, loaders: GraphqlContext['loaders']): Promise<User> {
  const recipient = await loaders.byId(User, id);
  if (!recipient) throw new Error(`No person ${id}`);
  return recipient;
}
