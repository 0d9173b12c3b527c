import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Role } from '@ccr/domain';
import type { TicketCardFieldsFragment } from '#graphql';
import { EmptyState, LinkTabs, ProblemNote, Skeleton } from '../../../ui';
import { SessionStore } from '../../accounts';
import { AssignDialogOpener } from '../assign-dialog/assign-dialog.opener';
import { TicketCard } from '../ticket-card/ticket-card';
import { LIST_WORDS } from './list-words';
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
  private readonly role = computed(() => (this.session.viewer()?.role ?? Role.CUSTOMER) as Role);

  /** The chosen tab: a query parameter of the address. */
  readonly tab = input<string>();

  protected readonly store = inject(TicketListStore);
  protected readonly audience = computed(() => (this.session.isStaff() ? 'staff' : 'customer'));
  protected readonly isCustomer = computed(() => this.role() === Role.CUSTOMER);
  protected readonly title = computed(() => LIST_WORDS[this.role()].title);
  protected readonly tabs = computed(() => tabsFor(this.role()));
  protected readonly current = computed(
    () => this.tabs().find(({ key }) => key === this.tab()) ?? this.tabs()[0] ?? { key: '', filter: {} },
  );
  protected readonly empty = computed(() => {
    const words = LIST_WORDS[this.role()];
    return words.empty[this.current().key] ?? words.empty['active'];
  });

  constructor() {
    effect(() => this.store.show(this.current().filter));
  }

  protected assign(ticket: TicketCardFieldsFragment): void {
    void this.dialog.open(ticket);
  }
}
