import { Role } from '@ccr/domain';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { LONG_TEXT, type SignedInContext } from '../../platform/graphql';
import { Topic } from './topic.entity';

@Resolver(() => Topic)
export class FirstAnswerResolver {
  @FieldResolver(() => String, {
    nullable: true,
    complexity: LONG_TEXT,
    description: 'What is answered at once to whoever raises a ticket in it. For admins; null for everybody else, and when it is off.',
  })
  firstAnswer(@Root() { firstAnswer }: Topic, @Ctx() { viewer }: SignedInContext): string | null {
    return viewer.role === Role.ADMIN ? firstAnswer : null;
  }
}
