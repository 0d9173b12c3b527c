import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Clock, TimeAgo, dayWords, timeOfDay } from '../../ui';
import { StateChip } from './state-chip';
import type { WebhookDelivery } from './webhook-deliveries.store';
import { DELIVERY_WORDS, eventWords, readable } from './webhook-words';

const TONES = { SENT: 'good', WAITING: 'waiting', FAILED: 'bad' } as const;

/** A delivery in a line; opened, what was sent and what came back. */
@Component({
  selector: 'ccr-delivery-row',
  imports: [MatButton, StateChip, TimeAgo],
  templateUrl: './delivery-row.html',
  styleUrl: './delivery-row.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeliveryRow {
  private readonly clock = inject(Clock);

  readonly delivery = input.required<WebhookDelivery>();
  readonly open = input(false);
  readonly resend = output();
  /** Whether it is open now. */
  readonly opened = output<boolean>();

  protected readonly row = computed(() => {
    const { eventType, state, statusCode, durationMs, attempts, dueAt, requestBody } = this.delivery();
    return {
      what: eventWords(eventType),
      tone: TONES[state],
      words: DELIVERY_WORDS[state],
      answered: [statusCode === null ? '' : `answered ${statusCode}`, durationMs === null ? '' : `${durationMs} ms`].filter(Boolean).join(' · '),
      tries: attempts === 1 ? '1 try' : `${attempts} tries`,
      next: dueAt && Date.parse(dueAt) > this.clock.now() ? `next ${dayWords(dueAt, this.clock.now())} ${timeOfDay(dueAt)}` : '',
      request: readable(requestBody),
      isSettled: state !== 'WAITING',
    };
  });
}
