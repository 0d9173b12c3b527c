import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type GraphqlContext } from '../../platform/graphql';
import { User } from './user.entity';
import { seesContactDetails } from './user.policy';

@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Null unless it is your own or you are staff.' })
  email(@Root() person: User, @Ctx() { viewer }: GraphqlContext): string | null {
    return seesContactDetails(viewer, person) ? person.email : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'E.164. Null unless it is your own or you are staff.' })
  mobile(@Root() person: User, @Ctx() { viewer }: GraphqlContext): string | null {
    return seesContactDetails(viewer, person) ? person.mobile : null;
  }
}
