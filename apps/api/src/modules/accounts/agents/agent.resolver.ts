import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { type Connection } from '../../../platform/paging';
import type { AgentAccessService } from './agent-access.service';
import {
  AgentFilter,
  CreateAgentInput,
  DeactivateAgentInput,
  ReactivateAgentInput,
  SetAvailabilityInput,
  UpdateAgentInput,
} from './agent.inputs';
import type { AgentQueries } from './agent.queries';
import type { AgentService } from './agent.service';
import {
  CreateAgentPayload,
  DeactivateAgentPayload,
  ReactivateAgentPayload,
  SetAvailabilityPayload,
  UpdateAgentPayload,
  UserConnection,
} from './agent.types';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';

@Resolver()
export class AgentResolver {
  constructor(
    private readonly service: AgentService,
    private readonly access: AgentAccessService,
    private readonly queries: AgentQueries,
  ) {}

  @Authorized('agent.read')
  @Query(() => UserConnection, { description: 'Agents and admins, in the order in which they joined. For staff.' })
  agents(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
    @Arg('filter', () => AgentFilter, { nullable: true, description: 'Which of them.' }) filter?: AgentFilter,
  ): Promise<Connection<User>> {
    return this.queries.staff(filter ?? {}, { first, after });
  }

  @Authorized('agent.create')
  @Mutation(() => CreateAgentPayload, {
    complexity: PASSWORD_WORK,
    description: 'Makes an agent or an admin: with a first password, which they must change, or by an invitation. For admins.',
  })
  async createAgent(@Arg('input') input: CreateAgentInput, @Ctx() { viewer, client }: SignedInContext): Promise<CreateAgentPayload> {
    return { agent: await this.service.create(viewer, input, client) };
  }

  @Authorized('agent.manage')
  @Mutation(() => UpdateAgentPayload, { description: 'Changes what an agent or admin is. The last admin stays one. For admins.' })
  async updateAgent(
    @Arg('input') { agentId, ...changes }: UpdateAgentInput,
    @Ctx() context: SignedInContext,
  ): Promise<UpdateAgentPayload> {
    const { viewer, client } = context;
    const agent = await this.service.update(viewer, agentId, changes, client);
    if (agent.id === viewer.id) context.viewer = { ...viewer, role: agent.role }; // for the rest of the operation
    return { agent };
  }

  @Authorized('agent.manage')
  @Mutation(() => DeactivateAgentPayload, {
    description: 'Lets someone in no more: sessions, tokens and sockets end, active tickets lose their assignee. For admins.',
  })
  async deactivateAgent(
    @Arg('input') { agentId }: DeactivateAgentInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<DeactivateAgentPayload> {
    return { agent: await this.access.deactivate(viewer, agentId, client) };
  }

  @Authorized('agent.manage')
  @Mutation(() => ReactivateAgentPayload, { description: 'Lets someone in again, with the password that they had. For admins.' })
  async reactivateAgent(
    @Arg('input') { agentId }: ReactivateAgentInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<ReactivateAgentPayload> {
    return { agent: await this.access.reactivate(viewer, agentId, client) };
  }

  @Authorized('availability.set')
  @Mutation(() => SetAvailabilityPayload, { description: 'Says whether you take tickets now. For staff.' })
  async setAvailability(
    @Arg('input') { availability }: SetAvailabilityInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<SetAvailabilityPayload> {
    return { viewer: await this.service.setAvailability(viewer, availability) };
  }
}
