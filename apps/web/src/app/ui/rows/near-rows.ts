import { ApplicationRef, DOCUMENT, DestroyRef, Directive, ElementRef, afterRenderEffect, computed, inject, input, signal, untracked } from '@angular/core';
import { type NearItem, type Range, type Row, nearItems, rowsBetween } from './near-items';
import { RowHeights } from './row-heights';

/** Lists up to here stand on the page as a whole: what the browser's own search finds, and no heights to guess. */
const WHOLE = 50;
/** What a row is taken for until one was seen. */
const ABOUT = 80;
/** After a leap only what is seen is drawn at once. What is around it comes so much later, as does what the next leaps lead to: a scroll bar that is dragged leaps with each frame. */
const SETTLED_AFTER = 100;
const covers = (now: Range, wanted: Range): boolean => wanted.from >= now.from && wanted.to <= now.to;

/**
 * Of a long list only the rows near the screen are on the page; spacers of their height stand for the others. It goes on the
 * element that holds the rows, with the page or any box around it as what scrolls. Its `items` are what to draw, each
 * with `ccrNearRow`. The row with the focus stays, and all of them are there to be printed.
 */
@Directive({
  selector: '[ccrNearRows]',
  exportAs: 'nearRows',
  host: { '(focusin)': 'focused($event)', '(window:beforeprint)': 'print(true)', '(window:afterprint)': 'print(false)' },
})
export class NearRows<T extends Row> {
  private readonly app = inject(ApplicationRef);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly heights = inject(RowHeights).known;

  /** All rows of the list. */
  readonly rows = input.required<readonly T[]>({ alias: 'ccrNearRows' });
  /** The id of a row that is on the page wherever it is scrolled, to be given the focus. */
  readonly keep = input('', { alias: 'ccrNearRowsKeep' });

  private readonly range = signal<Range>({ from: 0, to: WHOLE });
  private readonly focus = signal('');
  private readonly isPrinted = signal(false);
  private readonly usual = signal(ABOUT);
  private settling: ReturnType<typeof setTimeout> | undefined;
  /** Whether there are more rows than are on the page. */
  readonly isPart = computed(() => !this.isPrinted() && this.rows().length > WHOLE);
  readonly items = computed((): NearItem<T>[] =>
    nearItems({
      rows: this.rows(),
      range: this.isPart() ? this.range() : { from: 0, to: this.rows().length },
      kept: new Set([this.keep(), this.focus()]),
      heightOf: this.heightOf(this.usual()),
    }),
  );

  constructor() {
    afterRenderEffect({
      read: () => {
        this.items();
        untracked(() => this.look(false));
      },
    });
    // Heard while it is on its way down: it does not matter which box scrolls. What it changes is drawn in the same frame.
    const scrolled = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(this.host)) this.look();
    };
    this.document.addEventListener('scroll', scrolled, { capture: true, passive: true });
    const observer = new ResizeObserver(() => this.look(false));
    observer.observe(this.host);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('scroll', scrolled, { capture: true });
      clearTimeout(this.settling);
      observer.disconnect();
    });
  }

  protected focused({ target }: FocusEvent): void {
    let row: Element | null = [...this.host.children].find((child) => child.contains(target as Node)) ?? null;
    // What is opened below a row belongs to it.
    while (row && !row.hasAttribute('data-near')) row = row.previousElementSibling;
    this.focus.set(row?.getAttribute('data-near') ?? '');
  }

  /** The browser takes the page as it is when this returns. */
  protected print(isPrinted: boolean): void {
    this.isPrinted.set(isPrinted);
    this.app.tick();
  }

  /** Takes up what is on the screen now and, where one may go on scrolling, what is around it; unless it is there. */
  private look(isWide = true): void {
    // What is nowhere on the page has no height; nor has anything where there is no browser to lay it out.
    if (!this.isPart() || this.host.getClientRects().length === 0) return;
    this.measure();
    const { top } = this.host.getBoundingClientRect();
    const screen = this.document.defaultView?.innerHeight ?? 0;
    const within = (spare: number): Range => rowsBetween(this.rows(), -top - spare, screen - top + spare, this.heightOf(this.usual()));
    const [seen, now] = [within(0), this.range()];
    if (covers(now, seen)) {
      if (isWide && !covers(now, within(screen / 4))) this.range.set(within(screen / 2));
      return;
    }
    const isLeap = seen.from >= now.to || seen.to <= now.from;
    if (!isLeap || !this.settling) this.range.set(seen);
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      this.look();
    }, SETTLED_AFTER);
  }

  /** A row is as high as it is far from there to the next: with the space below it, and what is opened there. */
  private measure(): void {
    const marks = [...this.host.children].filter((child): child is HTMLElement => child instanceof HTMLElement && child.dataset['near'] !== undefined);
    const tops = marks.map((mark) => mark.getBoundingClientRect().top);
    const end = this.host.getBoundingClientRect().bottom;
    const seen = marks.flatMap(({ dataset }, index) => (dataset['near'] ? [{ id: dataset['near'], height: (tops[index + 1] ?? end) - (tops[index] ?? end) }] : []));
    for (const { id, height } of seen) this.heights.set(id, height);
    // Once: what is guessed anew at each look would move what one reads.
    if (this.usual() === ABOUT && seen.length) this.usual.set(seen.reduce((sum, { height }) => sum + height, 0) / seen.length);
  }

  private heightOf(usual: number): (row: T) => number {
    return ({ id }) => this.heights.get(id) ?? usual;
  }
}
