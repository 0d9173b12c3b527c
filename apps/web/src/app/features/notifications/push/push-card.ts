import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon, ProblemNote, focusMover } from '../../../ui';
import { PushDevice } from './push-device.store';

/** Offered once an answer is to be expected: to be told of it also while no page is open. */
@Component({
  selector: 'ccr-push-card',
  imports: [Icon, MatButton, ProblemNote],
  template: `
    @if (device.isOffered()) {
      <section class="card" aria-labelledby="push-offer">
        <ccr-icon name="bell" />
        <p id="push-offer">Know when there is a reply, also when this page is closed.</p>
        <div class="actions">
          <button matButton="filled" type="button" [disabled]="device.busy()" (click)="accept()">Turn on</button>
          <button matButton type="button" (click)="decline()">Not now</button>
        </div>
        @if (device.problem()) {
          <ccr-problem-note [text]="device.problem()" />
        }
      </section>
    }
    <p class="said" role="status" tabindex="-1">{{ said() }}</p>
  `,
  styleUrl: './push-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PushCard {
  protected readonly device = inject(PushDevice);
  protected readonly said = signal('');

  private readonly moveFocus = focusMover();

  protected async accept(): Promise<void> {
    await this.device.turnOn();
    if (this.device.state() === 'on') this.say('This device tells you of replies. You can change that in your account.');
    else if (this.device.state() === 'blocked') this.say('Your browser blocks notifications of this site. You can allow them in its settings.');
  }

  protected decline(): void {
    this.device.decline();
    this.say('You can turn it on later, in your account.');
  }

  /** The button that had the focus is gone. */
  private say(words: string): void {
    this.said.set(words);
    this.moveFocus('.said');
  }
}
