import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { TicketPresenceSubscription } from '#graphql';
import { TicketPresenceDocument } from '#graphql/conversation';
import { EMPTY, catchError, switchMap, tap } from 'rxjs';
import { Api } from '../../../data';

type Presence = TicketPresenceSubscription['ticketPresence'];
/** Someone else who is in the ticket. */
export type PresentPerson = Presence['people'][number];

const NOBODY: Pick<Presence, 'people' | 'reads'> = { people: [], reads: [] };

/** Who else is in one ticket now, and how far they have read. Being open, it says that one is there oneself. */
@Injectable()
export class PresenceStore {
  private readonly api = inject(Api);
  private readonly ticketId = signal('');
  private readonly now = signal(NOBODY);

  constructor() {
    toObservable(this.ticketId)
      .pipe(
        tap(() => this.now.set(NOBODY)),
        // Nobody misses it while it can't be had; the conversation says what is wrong.
        switchMap((ticketId) =>
          ticketId ? this.api.live(TicketPresenceDocument, () => ({ ticketId })).pipe(catchError(() => EMPTY)) : EMPTY,
        ),
        takeUntilDestroyed(),
      )
      .subscribe(({ ticketPresence }) => this.now.set(ticketPresence));
  }

  /** Which ticket; none with ''. */
  open(ticketId: string): void {
    this.ticketId.set(ticketId);
  }

  people(): readonly PresentPerson[] {
    return this.now().people;
  }

  /** The last event that the other side has read: for staff the customer, for a customer whoever answers. */
  readUpTo(isStaff: boolean): number {
    return Math.max(0, ...this.others(isStaff).map(({ seq }) => seq));
  }

  /** The last event that has reached the other side, read or not. */
  deliveredUpTo(isStaff: boolean): number {
    return Math.max(0, ...this.others(isStaff).map(({ deliveredSeq }) => deliveredSeq));
  }

  private others(isStaff: boolean): readonly Presence['reads'][number][] {
    return this.now().reads.filter(({ person }) => !isStaff || person.role === 'CUSTOMER');
  }
}
