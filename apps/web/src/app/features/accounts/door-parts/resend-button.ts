import { ChangeDetectionStrategy, Component, DestroyRef, type OnInit, inject, input, signal } from '@angular/core';
import { toProblem } from '../../../data';

const WAIT_SECONDS = 30;

/** Asks for another mail, not more often than mail takes to arrive. */
@Component({
  selector: 'ccr-resend-button',
  template: `
    <button class="link" type="button" [attr.aria-disabled]="busy() || wait() > 0" (click)="again()">
      {{ label() }}@if (wait()) {<span class="numbers">&ngsp;in {{ wait() }} s</span>}
    </button>
    <span class="result" role="status" [class.failed]="failed()">{{ result() }}</span>
  `,
  styles: `
    :host { display: inline-flex; flex-wrap: wrap; gap: 0 12px; align-items: center; }
    .link {
      min-height: 32px; padding: 0; border: 0; background: none; color: var(--accent); font: inherit;
      text-decoration: underline; text-underline-offset: 3px; cursor: pointer;
    }
    .link[aria-disabled='true'] { color: var(--ink-2); text-decoration: none; cursor: default; }
    .result { color: var(--ink-2); font-size: 14px; }
    .failed { color: var(--danger); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResendButton implements OnInit {
  readonly label = input('Send a new code');
  /** One was sent just before the button came up. */
  readonly justSent = input(false);
  /** Asks for the mail; false when there was nothing to ask for yet. */
  readonly send = input.required<() => Promise<boolean>>();

  protected readonly busy = signal(false);
  protected readonly wait = signal(0);
  protected readonly result = signal('');
  protected readonly failed = signal(false);
  private ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearInterval(this.ticking));
  }

  ngOnInit(): void {
    if (this.justSent()) this.startWaiting();
  }

  protected async again(): Promise<void> {
    if (this.busy() || this.wait()) return;
    this.busy.set(true);
    this.result.set('');
    try {
      if (!(await this.send()())) return;
      this.failed.set(false);
      this.result.set('A new code is on its way.');
      this.startWaiting();
    } catch (error) {
      this.failed.set(true);
      this.result.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  private startWaiting(): void {
    this.wait.set(WAIT_SECONDS);
    clearInterval(this.ticking);
    this.ticking = setInterval(() => {
      this.wait.update((seconds) => seconds - 1);
      if (!this.wait()) clearInterval(this.ticking);
    }, 1_000);
  }
}
