import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Clock, Icon, NearRow, NearRows, ProblemNote, dayWords, exactTime, focusMover, timeOfDay } from '../../../ui';
import type { Delivery } from './deliveries.store';
import { CHANNELS, STATES, kindWords } from './delivery-words';

/** Deliveries as a table, each opened for all that is known of it; on a phone each is a card. */
@Component({
  selector: 'ccr-delivery-table',
  imports: [Icon, MatButton, NearRow, NearRows, ProblemNote, RouterLink],
  templateUrl: './delivery-table.html',
  styleUrl: './delivery-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeliveryTable {
  private readonly clock = inject(Clock);
  private readonly moveFocus = focusMover();

  readonly deliveries = input.required<readonly Delivery[]>();
  /** What could not be sent again, and why. */
  readonly refusal = input<{ readonly id: string; readonly words: string } | null>(null);
  readonly sendAgain = output<Delivery>();

  protected readonly opened = signal<string | null>(null);
  protected readonly rows = computed(() => this.deliveries().map((delivery) => toRow(delivery, this.clock.now())));

  protected toggle(id: string): void {
    this.opened.update((opened) => (opened === id ? null : id));
  }

  /** The button goes away with the failure: the focus goes to what it belongs to. */
  protected again(delivery: Delivery): void {
    this.sendAgain.emit(delivery);
    this.moveFocus(`#open-${delivery.id}`);
  }
}

function toRow(delivery: Delivery, now: number) {
  const { channel, state, kind, attempts, createdAt, dueAt, sentAt } = delivery;
  const moment = (at: string): string => `${dayWords(at, now)} ${timeOfDay(at)}`;
  return {
    ...delivery,
    delivery,
    what: kindWords(kind),
    way: channel === 'IN_APP' ? { words: 'In the app', icon: 'bell' as const } : CHANNELS[channel],
    standing: STATES[state],
    time: moment(createdAt),
    exact: exactTime(createdAt),
    tries: attempts === 0 ? 'None yet' : attempts === 1 ? '1 try' : `${attempts} tries`,
    sent: sentAt && moment(sentAt),
    next: state === 'WAITING' && dueAt && Date.parse(dueAt) > now ? moment(dueAt) : null,
  };
}
