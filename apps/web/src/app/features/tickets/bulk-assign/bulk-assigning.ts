import { Injectable, computed, inject, signal } from '@angular/core';
import type { TicketCardFieldsFragment } from '#graphql';
import { toProblem } from '../../../data';
import { AssigningVerbs } from '../assign-dialog/assigning.store';

/** What has to be known of a chosen ticket. */
export type BulkTicket = Pick<TicketCardFieldsFragment, 'id' | 'reference' | 'subject'>;

/** A ticket that could not be given, and why. */
export interface Failure {
  readonly ticket: BulkTicket;
  readonly message: string;
}

/** So many at once: the bar moves, and what fails on the way costs few. */
const CHUNK = 10;

/** Gives many tickets to one agent, a few at a time. Provided by the dialog that shows how it goes. */
@Injectable()
export class BulkAssigning {
  private readonly verbs = inject(AssigningVerbs);

  readonly total = signal(0);
  readonly assigned = signal(0);
  readonly failures = signal<readonly Failure[]>([]);
  readonly busy = signal(false);
  /** How many of this round are dealt with, either way. */
  readonly dealtWith = signal(0);
  readonly hasBegun = computed(() => this.total() > 0);

  /** Tries these; those that fail can be tried again. A part that did not get through fails as a whole. */
  async run(tickets: readonly BulkTicket[], agentId: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.total.set(tickets.length);
    this.dealtWith.set(0);
    this.failures.set([]);
    for (let start = 0; start < tickets.length; start += CHUNK) {
      const some = tickets.slice(start, start + CHUNK);
      const failed = await this.assign(some, agentId);
      this.failures.update((before) => [...before, ...failed]);
      this.assigned.update((count) => count + some.length - failed.length);
      this.dealtWith.update((count) => count + some.length);
    }
    this.busy.set(false);
  }

  private async assign(tickets: readonly BulkTicket[], agentId: string): Promise<Failure[]> {
    try {
      const results = await this.verbs.assignMany(tickets.map(({ id }) => id), agentId);
      const problems = new Map(results.flatMap(({ ticketId, problem }) => (problem ? [[ticketId, problem.message] as const] : [])));
      return tickets.flatMap((ticket) => {
        const message = problems.get(ticket.id);
        return message === undefined ? [] : [{ ticket, message }];
      });
    } catch (error) {
      const { message } = toProblem(error);
      return tickets.map((ticket) => ({ ticket, message }));
    }
  }
}
