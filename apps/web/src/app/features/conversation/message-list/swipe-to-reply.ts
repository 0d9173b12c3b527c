import { Directive, input, output, signal } from '@angular/core';

/** So far the finger goes until it is meant. */
const ENOUGH = 64;
const FARTHEST = 80;
/** Beyond that it is no longer a tap, and it is clear which way the finger goes. */
const CLEAR = 10;

/** What is pushed to the right with a finger is to be answered. What goes up or down scrolls, as everywhere. */
@Directive({
  selector: '[ccrSwipeToReply]',
  host: {
    '[style.touch-action]': 'ccrSwipeToReply() ? "pan-y" : null',
    '[style.translate]': 'pushed() ? pushed() + "px" : null',
    '(pointerdown)': 'start($event)',
    '(pointermove)': 'move($event)',
    '(pointerup)': 'end()',
    '(pointercancel)': 'drop()',
  },
})
export class SwipeToReply {
  /** Whether it can be answered. */
  readonly ccrSwipeToReply = input.required<boolean>();
  readonly swiped = output();

  protected readonly pushed = signal(0);
  private from: { readonly id: number; readonly x: number; readonly y: number } | null = null;

  protected start({ pointerType, isPrimary, pointerId, clientX, clientY }: PointerEvent): void {
    if (pointerType === 'touch' && isPrimary && this.ccrSwipeToReply()) this.from = { id: pointerId, x: clientX, y: clientY };
  }

  protected move({ pointerId, clientX, clientY }: PointerEvent): void {
    if (this.from?.id !== pointerId) return;
    const [right, down] = [clientX - this.from.x, Math.abs(clientY - this.from.y)];
    if (this.pushed() === 0 && down > CLEAR && down > right) this.drop();
    else this.pushed.set(right > CLEAR ? Math.min(right, FARTHEST) : 0);
  }

  protected end(): void {
    const isEnough = this.pushed() >= ENOUGH;
    this.drop();
    if (isEnough) this.swiped.emit();
  }

  protected drop(): void {
    this.from = null;
    this.pushed.set(0);
  }
}
