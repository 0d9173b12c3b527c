import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Role } from '@ccr/domain';
import type { TicketCardFieldsFragment } from '#graphql';
import { EmptyState, LinkTabs, ProblemNote, Skeleton } from '../../../ui';
import { SessionStore } from '../../accounts';
import { AssignDialogOpener } from '../assign-dialog/assign-dialog.opener';
import { TicketCard } from '../ticket-card/ticket-card';
import { listWords } from './list-words';
import { TicketListStore } from './ticket-list.store';
import { tabsFor } from './ticket-tabs';

/** The tickets one has to do with: a customer's own, an agent's assigned, for an admin all of them. */
@Component({
  selector: 'ccr-ticket-list-page',
  imports: [EmptyState, LinkTabs, MatButton, ProblemNote, RouterLink, Skeleton, TicketCard],
  templateUrl: './ticket-list-page.html',
  styleUrl: './ticket-list-page.scss',
  providers: [TicketListStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketListPage {
  private readonly session = inject(SessionStore);
  private readonly dialog = inject(AssignDialogOpener);
  private readonly role = computed(() => this.session.viewer()?.role);
  private readonly words = computed(() => listWords(this.role()));

  /** The chosen tab: a query parameter of the address. */
  readonly tab = input<string>();

  protected readonly store = inject(TicketListStore);
  protected readonly audience = computed(() => (this.session.isStaff() ? 'staff' : 'customer'));
  /** In an agent's list every ticket has the same assignee. */
  protected readonly showAssignee = computed(() => this.role() !== Role.AGENT);
  protected readonly title = computed(() => this.words().title);
  protected readonly tabs = computed(() => tabsFor(this.role()));
  protected readonly current = computed(
    () => this.tabs().find(({ key }) => key === this.tab()) ?? this.tabs()[0] ?? { key: '', filter: {} },
  );
  protected readonly empty = computed(() => this.words().empty[this.current().key] ?? this.words().empty['active']);
  protected readonly canRaise = computed(() => this.audience() === 'customer' && this.current().key === 'active');

  constructor() {
    effect(() => this.store.show(this.current().filter));
  }

  protected assign(ticket: TicketCardFieldsFragment): void {
    void this.dialog.open(ticket);
  }
}
