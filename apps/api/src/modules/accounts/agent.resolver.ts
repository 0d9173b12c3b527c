import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext } from '../../platform/graphql';
import { type Connection, connectionOf } from '../../platform/paging';
import { CreateAgentInput } from './account.inputs';
import type { AccountService } from './account.service';
import type { AgentQueries } from './agent.queries';
import { User } from './user.entity';

const UserConnection = connectionOf<User>('User', () => User);

@ObjectType({ description: 'The agent or admin who was made.', simpleResolvers: true })
class CreateAgentPayload {
  @Field(() => User, { description: 'The agent or admin.' })
  agent!: User;
}

@Resolver()
export class AgentResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly queries: AgentQueries,
  ) {}

  @Authorized('agent.read')
  @Query(() => UserConnection, { description: 'Agents and admins, in the order in which they joined. For staff.' })
  agents(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
  ): Promise<Connection<User>> {
    return this.queries.staff({ first, after });
  }

  @Authorized('agent.create')
  @Mutation(() => CreateAgentPayload, { complexity: 1_000, description: 'Makes an agent or an admin. For admins.' })
  async createAgent(@Arg('input') input: CreateAgentInput, @Ctx() { viewer }: SignedInContext): Promise<CreateAgentPayload> {
    return { agent: await this.accounts.createAgent(viewer, input) };
  }
}
