import { Injectable, inject, signal } from '@angular/core';
import { RaiseFollowUpDocument } from '#graphql/conversation';
import { Api, Drafts, newId, toProblem } from '../../data';

const NOTHING = { body: '', clientMutationId: '' };

/** Raises the ticket that goes on with one that has ended. What was written outlives a reload, and is raised once. */
@Injectable()
export class FollowUpStore {
  private readonly api = inject(Api);
  private readonly drafts = inject(Drafts);

  readonly busy = signal(false);
  readonly problem = signal('');

  /** The reference of the new ticket; null when there is none, and `problem` says why. `key` is of the person and the ticket. */
  async raise(key: string, ticketId: string, description: string): Promise<string | null> {
    const before = this.drafts.read(key, NOTHING);
    const clientMutationId = before.body === description ? before.clientMutationId : newId();
    this.drafts.write(key, { body: description, clientMutationId });
    this.busy.set(true);
    this.problem.set('');
    try {
      const { raiseFollowUp } = await this.api.mutate(RaiseFollowUpDocument, { input: { ticketId, description, clientMutationId } });
      this.drafts.remove(key);
      return raiseFollowUp.ticket.reference;
    } catch (error) {
      this.problem.set(toProblem(error).message);
      return null;
    } finally {
      this.busy.set(false);
    }
  }

  /** What a reload interrupted. */
  interrupted(key: string): string {
    return this.drafts.read(key, NOTHING).body;
  }
}
