import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import {
  AgentsDocument,
  type AgentsQuery,
  CreateAgentDocument,
  type CreateAgentInput,
  type PersonFieldsFragment,
} from '#graphql';
import { switchMap } from 'rxjs';
import { Api, LOADING, type Load } from '../../../data';

/** Someone who answers for the shop: an agent or an admin. */
export type Agent = PersonFieldsFragment;

const PAGE_SIZE = 100;

/** The shop's own people. Provided by the page or dialog that shows them. */
@Injectable()
export class AgentsStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<AgentsQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(AgentsDocument, { first: PAGE_SIZE }))),
    { initialValue: LOADING },
  );

  readonly agents = computed(() => this.load().data?.agents.nodes);
  readonly hasMore = computed(() => this.load().data?.agents.pageInfo.hasNextPage ?? false);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const after = this.load().data?.agents.pageInfo.endCursor;
    await this.api.query(AgentsDocument, { first: PAGE_SIZE, after });
  }

  async create(input: CreateAgentInput): Promise<Agent> {
    const { createAgent } = await this.api.mutate(CreateAgentDocument, { input });
    this.api.cache.updateQuery({ query: AgentsDocument, variables: { first: PAGE_SIZE } }, (list) =>
      list && { agents: { ...list.agents, nodes: withPerson(list.agents.nodes, createAgent.agent) } },
    );
    return createAgent.agent;
  }
}

const withPerson = (people: readonly Agent[], person: Agent): Agent[] => [
  ...people.filter(({ id }) => id !== person.id),
  person,
];
