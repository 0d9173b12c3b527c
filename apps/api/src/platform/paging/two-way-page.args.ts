import { ArgsType, Field, Int } from 'type-graphql';
import type { PageArgs } from './page-request';

/** The arguments of a list that can be read from either end. */
@ArgsType()
export class TwoWayPageArgs implements PageArgs {
  @Field(() => Int, { nullable: true, description: 'So many from the start, or after the cursor.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'A cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'So many from the end, or before the cursor.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'A cursor.' })
  before?: string | null;
}
