import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  DestroyRef,
  Injector,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon, exactTime, timeOfDay } from '../../../ui';
import type { Entry, MessageEntry } from '../timeline';
import { MergedBlock } from '../merged/merged-block';
import { MessageBubble } from './message-bubble';
import { SwipeToReply } from './swipe-to-reply';

/** So near to the end one is reading the newest. */
const NEAR = 60;

/** The scrolling conversation. It stays where the reader is: at the end it follows, elsewhere it holds still. */
@Component({
  selector: 'ccr-message-list',
  imports: [Icon, MatButton, MergedBlock, MessageBubble, SwipeToReply],
  templateUrl: './message-list.html',
  styleUrl: './message-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessageList {
  readonly opening = input.required<MessageEntry>();
  readonly openingDay = input.required<string>();
  readonly entries = input.required<readonly Entry[]>();
  readonly hasEarlier = input(false);
  readonly loadingEarlier = input(false);
  readonly problem = input('');
  readonly next = input('');
  readonly earlier = output();
  readonly retry = output<string>();
  readonly edit = output<MessageEntry>();
  readonly canReply = input(false);
  readonly canNote = input(false);
  readonly canSplit = input(false);
  readonly split = output<MessageEntry>();
  /** The ticket whose conversation it is, by which what was merged into it is read. */
  readonly ticketId = input('');
  readonly quote = output<MessageEntry>();
  /** Someone wants to see the message of that id. */
  readonly jump = output<string>();

  private readonly injector = inject(Injector);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly firstKey = computed(() => this.entries()[0]?.key);
  private readonly last = computed(() => this.entries().at(-1));
  private shownFirst: string | undefined;
  private shownLast: string | undefined;
  private fromEnd = 0;

  protected readonly hasNew = signal(false);
  protected readonly timeOfDay = timeOfDay;
  protected readonly exactTime = exactTime;

  constructor() {
    afterRenderEffect(() => {
      const first = this.firstKey();
      const last = this.last();
      this.entries();
      untracked(() => this.settle(first, last));
    });
    // The box shrinks when the composer grows or a keyboard comes up: the newest message stays in sight.
    const observer = new ResizeObserver(() => this.fromEnd < NEAR && this.toEnd());
    afterNextRender(() => observer.observe(this.scroller().nativeElement));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  /** Remembered while nothing changes: when something is drawn, it is too late to measure. */
  protected remember(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    this.fromEnd = scrollHeight - scrollTop - clientHeight;
    if (this.fromEnd < NEAR) this.hasNew.set(false);
  }

  /** Leads to a message, once it is drawn. */
  reveal(id: string): void {
    const show = (): void => {
      const bubbles = [...this.scroller().nativeElement.querySelectorAll<HTMLElement>('[data-message]')];
      const bubble = bubbles.find((one) => one.dataset['message'] === id);
      bubble?.scrollIntoView({ block: 'center' });
      this.remember(); // one is no longer at the end, should the box change before the scroll is told
      bubble?.focus({ preventScroll: true });
    };
    afterNextRender(show, { injector: this.injector });
  }

  protected toEnd(): void {
    const element = this.scroller().nativeElement;
    element.scrollTop = element.scrollHeight;
    this.fromEnd = 0;
    this.hasNew.set(false);
  }

  private settle(first: string | undefined, last: Entry | undefined): void {
    const isNew = last?.key !== this.shownLast;
    const isOwn = last?.type === 'message' && last.sending !== null;
    if (this.shownLast === undefined || this.fromEnd < NEAR || (isNew && isOwn)) this.toEnd();
    else if (first !== this.shownFirst) this.holdStill();
    else if (isNew) this.hasNew.set(true);
    this.shownFirst = first;
    this.shownLast = last?.key;
  }

  /** Something came in above: what one reads stays under one's eyes. */
  private holdStill(): void {
    const element = this.scroller().nativeElement;
    element.scrollTop = element.scrollHeight - element.clientHeight - this.fromEnd;
  }
}
