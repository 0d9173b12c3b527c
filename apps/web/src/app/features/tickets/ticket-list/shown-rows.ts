import { DestroyRef, DOCUMENT, ElementRef, Injectable, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { TicketCardFieldsFragment } from '#graphql';
import { TicketFeed } from '../ticket-feed.store';
import { type Calm, asTheyAre, calm } from './calm';
import { TicketListStore } from './ticket-list.store';

const A_LITTLE = 8;

/**
 * The rows that the page shows: what the server tells, as long as nobody looks closely. While the pointer or the focus
 * is on them, or the list is scrolled, they stay where they are and what is new waits.
 */
@Injectable()
export class ShownRows {
  private readonly store = inject(TicketListStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly latest = signal<ReadonlyMap<string, TicketCardFieldsFragment>>(new Map());
  private readonly asked = signal(0);
  private readonly isHovered = signal(false);
  private readonly isFocused = signal(false);
  private readonly isScrolled = signal(false);
  private readonly isLookedAt = computed(() => this.isHovered() || this.isFocused() || this.isScrolled());
  /** What is looked for by a text comes as it is found: nothing moves there by itself. */
  private readonly isCalm = computed(() => this.isLookedAt() && !this.store.question()?.text);
  private readonly state = linkedSignal({
    source: () => ({ key: this.store.question(), asked: this.asked(), live: this.store.tickets(), isCalm: this.isCalm(), latest: this.latest() }),
    computation: ({ key, asked, live, isCalm, latest }, before?: { source: { key: unknown; asked: number }; value: Calm<TicketCardFieldsFragment> | null }) => {
      if (!live) return null;
      const isSame = before?.source.key === key && before.source.asked === asked;
      return isSame && before.value && isCalm ? calm(before.value.rows, live, latest) : asTheyAre(live);
    },
  });

  /** Null while nothing is known. */
  readonly rows = computed(() => this.state()?.rows ?? null);
  /** What waits, in words; empty when nothing does. */
  readonly waiting = computed(() => {
    const { fresh = 0, isReordered = false } = this.state() ?? {};
    if (fresh) return `${fresh} new`;
    return isReordered ? 'New order' : '';
  });
  private readonly listed = computed(() => new Set(this.store.tickets()?.map(({ id }) => id)));

  constructor() {
    inject(TicketFeed)
      .changed.pipe(takeUntilDestroyed())
      .subscribe((ticket) => this.latest.update((known) => new Map(known).set(ticket.id, ticket)));
    // Read at each change, else two changes would be taken for one.
    effect(() => void this.state());
    const document = inject(DOCUMENT);
    const scrolled = ({ target }: Event): void => this.scrolled(target);
    document.addEventListener('scroll', scrolled, { capture: true, passive: true });
    inject(DestroyRef).onDestroy(() => document.removeEventListener('scroll', scrolled, { capture: true }));
  }

  /** Whether it belongs to the list no more, and only stays until nobody looks. */
  isGone({ id }: TicketCardFieldsFragment): boolean {
    return !this.listed().has(id);
  }

  /** Shows everything that waits. */
  show(): void {
    this.asked.update((count) => count + 1);
  }

  /** A finger hovers nowhere. */
  hover({ pointerType }: PointerEvent, isHovered: boolean): void {
    this.isHovered.set(isHovered && pointerType === 'mouse');
  }

  focus(isFocused: boolean): void {
    this.isFocused.set(isFocused);
  }

  private scrolled(target: EventTarget | null): void {
    if (target instanceof Document) this.isScrolled.set((target.scrollingElement?.scrollTop ?? 0) > A_LITTLE);
    else if (target instanceof Element && target.contains(this.host)) this.isScrolled.set(target.scrollTop > A_LITTLE);
  }
}
