import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Public } from '../../../platform/auth';
import { type GraphqlContext } from '../../../platform/graphql';

@ObjectType({
  description: 'How much may be asked for in a minute, in the unit in which operations are counted: about one per field.',
  simpleResolvers: true,
})
class RateLimit {
  @Field(() => Int, { description: 'In a minute, for this token; for all sessions of a person together.' })
  limit!: number;

  @Field(() => Int, { description: 'Of this operation.' })
  cost!: number;

  @Field(() => Int, { description: 'What is left after this operation.' })
  remaining!: number;

  @Field(() => Date, { description: 'When there is all of it again.' })
  resetAt!: Date;
}

@Resolver()
export class RateLimitResolver {
  @Public()
  @Query(() => RateLimit, { nullable: true, description: 'How much you may still ask for in this minute. Null when signed out.' })
  rateLimit(@Ctx() { budget }: GraphqlContext): RateLimit | null {
    return budget;
  }
}
