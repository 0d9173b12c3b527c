import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { TicketCountsFieldsFragment } from '#graphql';
import { TicketCountsDocument } from '#graphql/ticket-counts';
import { exhaustMap, merge, of, throttleTime } from 'rxjs';
import { Api, LiveSocket } from '../../../data';
import { TicketFeed } from '../ticket-feed.store';

const NOT_OFTENER_THAN = 2_000;

/** How many tickets stand behind each tab: asked for again when one of them changed, every two seconds at most. */
@Injectable()
export class TicketCountsStore {
  private readonly answer = signal<TicketCountsFieldsFragment | null>(null);

  /** Null until they are known. */
  readonly counts = this.answer.asReadonly();

  constructor() {
    const [api, feed] = [inject(Api), inject(TicketFeed)];
    merge(of(null), feed.changed, feed.gone, inject(LiveSocket).listening)
      .pipe(
        throttleTime(NOT_OFTENER_THAN, undefined, { leading: true, trailing: true }),
        // The tabs do without; the next change asks again.
        exhaustMap(() => api.ask(TicketCountsDocument, {}).catch(() => null)),
        takeUntilDestroyed(),
      )
      .subscribe((answer) => answer && this.answer.set(answer.ticketCounts));
  }
}
