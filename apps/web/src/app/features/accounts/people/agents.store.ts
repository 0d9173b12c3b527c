import { Injectable, computed } from '@angular/core';
import type { AgentFieldsFragment, AgentFilter, AgentsQuery, CreateAgentInput } from '#graphql';
import { AgentsDocument, CreateAgentDocument } from '#graphql/people';
import { PagedList } from '../../../data';

/** Someone who answers for the shop: an agent or an admin. */
export type Agent = AgentFieldsFragment;

/** The shop's own people, those its filter asks for. Provided by the page or dialog that shows them. */
@Injectable()
export class AgentsStore extends PagedList<AgentsQuery, { readonly filter: AgentFilter }> {
  readonly agents = computed(() => this.data()?.agents.nodes);

  constructor() {
    super(AgentsDocument, ({ agents }) => agents.pageInfo);
  }

  /** Whoever was made stands in the list at once, whatever it is filtered by: the admin wants to see them there. */
  async create(input: CreateAgentInput): Promise<Agent> {
    const { createAgent } = await this.api.mutate(CreateAgentDocument, { input });
    const variables = { first: this.pageSize, ...this.wanted() };
    this.api.cache.updateQuery({ query: AgentsDocument, variables }, (list) =>
      list && { agents: { ...list.agents, nodes: withPerson(list.agents.nodes, createAgent.agent) } },
    );
    return createAgent.agent;
  }
}

const withPerson = (people: readonly Agent[], person: Agent): Agent[] => [
  ...people.filter(({ id }) => id !== person.id),
  person,
];
