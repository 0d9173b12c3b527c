import { DOCUMENT, Injectable, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MarkTicketReadDocument } from '#graphql/conversation';
import { fromEvent } from 'rxjs';
import { Api } from '../../../data';

interface Place {
  readonly ticketId: string;
  readonly seq: number;
}

/** Says how far one has read, while the page can be seen. */
@Injectable()
export class ReadingStore {
  private readonly api = inject(Api);
  private readonly document = inject(DOCUMENT);
  private readonly isVisible = signal(this.document.visibilityState === 'visible');
  private readonly wanted = signal<Place | null>(null);
  private told: Place = { ticketId: '', seq: 0 };

  constructor() {
    fromEvent(this.document, 'visibilitychange')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.isVisible.set(this.document.visibilityState === 'visible'));
    effect(() => {
      const place = this.wanted();
      if (place && this.isVisible()) untracked(() => void this.tell(place));
    });
  }

  /** All up to this event stands on the page. */
  readUpTo(ticketId: string, seq: number): void {
    this.wanted.set({ ticketId, seq });
  }

  private async tell(place: Place): Promise<void> {
    const before = this.told;
    if (before.ticketId === place.ticketId && before.seq >= place.seq) return;
    this.told = place;
    try {
      await this.api.mutate(MarkTicketReadDocument, { input: place });
    } catch {
      // It stays unread, and the next event or look at the page tells it again.
      if (this.told === place) this.told = before;
    }
  }
}
