import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { EventFieldsFragment } from '#graphql';
import { ConversationFieldsFragmentDoc, EarlierEventsDocument, TicketEventsDocument } from '#graphql/conversation';
import { EMPTY, Subject, catchError, map, switchMap } from 'rxjs';
import { Api, toProblem } from '../../data';

interface Wanted {
  readonly ticketId: string;
  readonly start: number;
}

const isSame = (one: Wanted, other: Wanted): boolean => one.ticketId === other.ticketId && one.start === other.start;
const FRAGMENT = { fragment: ConversationFieldsFragmentDoc, fragmentName: 'ConversationFields' };

/** The events of one ticket: what the page has loaded, then each new one as it happens, in order and once. */
@Injectable()
export class ConversationStore {
  private readonly api = inject(Api);
  private readonly ticketId = signal('');
  private readonly isLive = signal(false);
  private readonly start = signal(0);

  private readonly connection = toSignal(
    toObservable(this.ticketId).pipe(
      switchMap((id) => (id ? this.api.followFragment({ ...FRAGMENT, from: { __typename: 'Ticket', id } }) : EMPTY)),
    ),
  );

  readonly events: Signal<readonly EventFieldsFragment[]> = computed(() => this.connection()?.events.nodes ?? []);
  readonly hasEarlier = computed(() => this.connection()?.events.pageInfo.hasPreviousPage ?? false);
  /** How many events the reader has not read, here or elsewhere. */
  readonly unread = computed(() => this.connection()?.unread ?? 0);
  readonly loadingEarlier = signal(false);
  readonly problem = signal('');
  /** The ticket is no longer ours to see. */
  readonly lost = new Subject<void>();

  constructor() {
    const wanted = computed(() => ({ ticketId: this.isLive() ? this.ticketId() : '', start: this.start() }), { equal: isSame });
    toObservable(wanted)
      .pipe(
        switchMap(({ ticketId }) => (ticketId ? this.follow(ticketId) : EMPTY)),
        takeUntilDestroyed(),
      )
      .subscribe((event) => this.append(event));
  }

  /** Which ticket, and whether the page has loaded it: live events go on from there. */
  open(ticketId: string, isLive: boolean): void {
    this.ticketId.set(ticketId);
    this.isLive.set(isLive);
  }

  /** Something was said that is not here: asks for it, rather than wait until it comes. */
  catchUp(): void {
    this.start.update((count) => count + 1);
  }

  async loadEarlier(): Promise<void> {
    const before = this.connection()?.events.pageInfo.startCursor;
    if (!before || this.loadingEarlier()) return;
    this.loadingEarlier.set(true);
    this.problem.set('');
    try {
      await this.api.query(EarlierEventsDocument, { ticketId: this.ticketId(), before });
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.loadingEarlier.set(false);
    }
  }

  /** Each start, also after a cut, asks for what comes after the last event that is here. */
  private follow(ticketId: string) {
    return this.api.live(TicketEventsDocument, () => ({ ticketId, after: this.lastSeq(ticketId) })).pipe(
      map(({ ticketEvents }) => ticketEvents),
      catchError((error) => {
        if (toProblem(error).code === 'NOT_FOUND') this.lost.next();
        return EMPTY;
      }),
    );
  }

  private lastSeq(ticketId: string): number {
    return this.read(ticketId)?.events.nodes.at(-1)?.seq ?? 0;
  }

  private append(event: EventFieldsFragment): void {
    const known = this.read(this.ticketId());
    if (!known || known.events.nodes.some(({ seq }) => seq === event.seq)) return;
    const nodes = [...known.events.nodes, event].sort((one, other) => one.seq - other.seq);
    const data = { ...known, events: { ...known.events, nodes } };
    this.api.cache.writeFragment({ ...FRAGMENT, id: `Ticket:${this.ticketId()}`, data });
  }

  private read(ticketId: string) {
    return this.api.cache.readFragment({ ...FRAGMENT, id: `Ticket:${ticketId}` });
  }
}
