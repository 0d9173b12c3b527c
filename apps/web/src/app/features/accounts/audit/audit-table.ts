import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock, NearRow, NearRows, dayWords, exactTime, timeOfDay } from '../../../ui';
import type { SecurityEvent } from './audit.store';
import { KIND_WORDS, detailWords, isAlarming } from './audit-words';

/** Security events as a table; on a phone each is a card. */
@Component({
  selector: 'ccr-audit-table',
  imports: [NearRow, NearRows, RouterLink],
  templateUrl: './audit-table.html',
  styleUrl: './audit-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditTable {
  private readonly clock = inject(Clock);

  readonly events = input.required<readonly SecurityEvent[]>();

  protected readonly rows = computed(() => this.events().map((event) => toRow(event, this.clock.now())));
}

function toRow({ id, type, at, user, actor, device, ipAddress, details }: SecurityEvent, now: number) {
  return {
    id,
    at,
    time: `${dayWords(at, now)} ${timeOfDay(at)}`,
    exact: exactTime(at),
    what: KIND_WORDS[type],
    isAlarming: isAlarming(type),
    more: detailWords(details),
    user,
    // What people do to their own account goes without saying.
    actor: actor && actor.id !== user?.id ? actor : null,
    device: device ?? '',
    ipAddress: ipAddress ?? '',
  };
}
