import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { TicketCardFieldsFragment } from '#graphql';
import { Icon, TimeAgo } from '../../../ui';
import type { Excerpts } from '../ticket-list/ticket-list.store';
import type { Audience } from '../ticket-status/status-words';
import { TicketPriority } from '../ticket-status/ticket-priority';
import { TicketStatus } from '../ticket-status/ticket-status';
import { Excerpt } from './excerpt';

/** One ticket in a list. The whole card leads to it; assigning is a button of its own. */
@Component({
  selector: 'ccr-ticket-card',
  imports: [Excerpt, Icon, MatButton, NgTemplateOutlet, RouterLink, TicketPriority, TicketStatus, TimeAgo],
  templateUrl: './ticket-card.html',
  styleUrl: './ticket-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketCard {
  readonly ticket = input.required<TicketCardFieldsFragment>();
  readonly audience = input.required<Audience>();
  readonly showAssignee = input(true);
  /** Whether it is the one that is open beside the list. */
  readonly isOpen = input(false);
  /** Where in it stands what was looked for. */
  readonly excerpts = input<Excerpts>([]);
  readonly assign = output();

  protected readonly forStaff = computed(() => this.audience() === 'staff');
  protected readonly assignee = computed(() => (this.showAssignee() ? this.ticket().assignee : null));
  /** Beside the list of staff the ticket opens, and the list stays as it is. */
  protected readonly params = computed(() => (this.forStaff() ? 'preserve' : null));
  protected readonly subject = computed(() => this.excerpts().find(({ source }) => source === 'SUBJECT'));
  protected readonly passages = computed(() => this.excerpts().filter(({ source }) => source !== 'SUBJECT'));
  protected readonly waitsForExpert = computed(() => this.forStaff() && !this.ticket().assignee);
}
