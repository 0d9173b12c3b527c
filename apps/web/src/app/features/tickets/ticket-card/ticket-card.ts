import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { TicketCardFieldsFragment } from '#graphql';
import { Icon, TimeAgo } from '../../../ui';
import type { Audience } from '../ticket-status/status-words';
import { TicketPriority } from '../ticket-status/ticket-priority';
import { TicketStatus } from '../ticket-status/ticket-status';

/** One ticket in a list. The whole card leads to it; assigning is a button of its own. */
@Component({
  selector: 'ccr-ticket-card',
  imports: [Icon, MatButton, RouterLink, TicketPriority, TicketStatus, TimeAgo],
  templateUrl: './ticket-card.html',
  styleUrl: './ticket-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketCard {
  readonly ticket = input.required<TicketCardFieldsFragment>();
  readonly audience = input.required<Audience>();
  readonly showAssignee = input(true);
  readonly assign = output();

  protected readonly forStaff = computed(() => this.audience() === 'staff');
  protected readonly assignee = computed(() => (this.showAssignee() ? this.ticket().assignee : null));
  protected readonly waitsForExpert = computed(() => this.forStaff() && !this.ticket().assignee);
}
