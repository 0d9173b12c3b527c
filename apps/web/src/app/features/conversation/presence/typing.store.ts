import { DestroyRef, Injectable, inject } from '@angular/core';
import type { MessageKind } from '#graphql';
import { SetTypingDocument } from '#graphql/conversation';
import { Api } from '../../../data';

/** The server forgets it after six seconds. */
const TELL_EVERY = 3_000;
const HOLDS = 6_000;

/** Tells the others in one ticket that one writes, no more often than needed. */
@Injectable()
export class TypingStore {
  private readonly api = inject(Api);
  private ticketId = '';
  private told: { readonly kind: MessageKind; readonly at: number } | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.tell(null));
  }

  open(ticketId: string): void {
    if (ticketId === this.ticketId) return;
    this.tell(null);
    this.ticketId = ticketId;
  }

  /** What is being written now; null when nothing is any more. */
  tell(kind: MessageKind | null): void {
    const now = Date.now();
    const before = this.told;
    if (kind === null) {
      this.told = null;
      if (before && now - before.at < HOLDS) this.send(before.kind, false);
    } else if (before?.kind !== kind || now - before.at >= TELL_EVERY) {
      this.told = { kind, at: now };
      this.send(kind, true);
    }
  }

  /** Nobody has to know when it fails: it is said again with the next letters. */
  private send(kind: MessageKind, typing: boolean): void {
    const input = { ticketId: this.ticketId, typing, kind };
    this.api.mutate(SetTypingDocument, { input }).catch(() => undefined);
  }
}
