import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Avatar, TimeAgo, dateWords, exactTime } from '../../../ui';
import { BLOCK_WORDS } from '../../notifications/later';
import { Stars } from '../rating/stars';
import { TagEditor } from '../tags/tag-editor';
import { PRIORITY_WORDS } from '../ticket-status/status-words';
import { TicketSorting } from './ticket-sorting';
import type { TicketDetails } from './ticket.store';

/** What is known about a ticket, beside the conversation. */
@Component({
  selector: 'ccr-ticket-facts',
  imports: [Avatar, RouterLink, Stars, TagEditor, TicketSorting, TimeAgo],
  templateUrl: './ticket-facts.html',
  styleUrl: './ticket-facts.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketFacts {
  readonly ticket = input.required<TicketDetails>();
  readonly forStaff = input.required<boolean>();

  /** Staff who may choose topic and priority do so right here. */
  protected readonly isSortable = computed(() => this.forStaff() && this.ticket().abilities.edit);
  protected readonly priorities = PRIORITY_WORDS;
  protected readonly blockWords = BLOCK_WORDS;
  protected readonly dateWords = dateWords;
  protected readonly exactTime = exactTime;
}
