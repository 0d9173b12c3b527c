import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { LIMITS, TicketPriority } from '@ccr/domain';
import { Field, FieldControl } from '../../../ui/form';
import { TopicsStore } from '../../topics';
import { PRIORITY_WORDS } from '../ticket-status/status-words';
import type { raiseForm } from './raise-form';

/** What a customer says of a ticket: when they raise it, and when they edit it. */
@Component({
  selector: 'ccr-ticket-fields',
  imports: [Field, FieldControl, ReactiveFormsModule],
  templateUrl: './ticket-fields.html',
  styleUrl: './ticket-fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketFields {
  private readonly store = inject(TopicsStore);

  readonly form = input.required<ReturnType<typeof raiseForm>>();
  /** What the ticket is about already: it is to choose from though it may be offered no longer. */
  readonly topic = input<{ readonly id: string; readonly name: string } | null>();

  protected readonly topics = computed(() => {
    const [offered, own] = [this.store.offered(), this.topic()];
    return !own || offered.some(({ id }) => id === own.id) ? offered : [...offered, own];
  });
  protected readonly limits = LIMITS.ticket;
  protected readonly priorities = Object.values(TicketPriority).map((key) => ({ key, words: PRIORITY_WORDS[key] }));
}
