import { ChangeDetectionStrategy, Component, afterNextRender, computed, effect, inject, Injector, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Role } from '@ccr/domain';
import type { TicketCardFieldsFragment, TicketFilter } from '#graphql';
import { EmptyState, Icon, LinkTabs, LoadMore, NearRow, NearRows, ProblemNote, Skeleton } from '../../../ui';
import { SessionStore } from '../../accounts';
import { AssignDialogOpener } from '../assign-dialog/assign-dialog.opener';
import { BulkAssign } from '../bulk-assign/bulk-assign';
import { TicketCard } from '../ticket-card/ticket-card';
import { ListAddress } from './list-address';
import { ListKeys } from './list-keys';
import { type ListLook, sortWay, textOf, toFilter } from './list-look';
import { ListText } from './list-text';
import { foundWords, listWords } from './list-words';
import { NewAnswers } from './new-answers';
import { Selection } from './selection';
import { ShownRows } from './shown-rows';
import { TicketCountsStore } from './ticket-counts.store';
import { TICKET_LIST, TicketListStore } from './ticket-list.store';
import type { TicketQuestion } from './ticket-question';
import { type TicketTab, tabsFor } from './ticket-tabs';
import { TicketTools } from './ticket-tools';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const TICKET = /^\/tickets\/([^/?#]+)/;

/** The tickets one has to do with: a customer's own; for staff, by what is to be done. A page, or a pane of the desk. */
@Component({
  selector: 'ccr-ticket-list-page',
  imports: [BulkAssign, EmptyState, Icon, LinkTabs, ListText, LoadMore, MatButton, NearRow, NearRows, NewAnswers, ProblemNote, RouterLink, Skeleton, TicketCard, TicketTools],
  templateUrl: './ticket-list-page.html',
  styleUrl: './ticket-list-page.scss',
  providers: [ListAddress, ListKeys, Selection, ShownRows, TicketCountsStore, TICKET_LIST],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketListPage {
  private readonly session = inject(SessionStore);
  private readonly dialog = inject(AssignDialogOpener);
  private readonly injector = inject(Injector);
  private readonly counted = inject(TicketCountsStore).counts;
  private readonly role = computed(() => this.session.viewer()?.role);
  private readonly words = computed(() => listWords(this.role()));

  protected readonly address = inject(ListAddress);
  protected readonly store = inject(TicketListStore);
  protected readonly keys = inject(ListKeys);
  protected readonly shown = inject(ShownRows);
  protected readonly selection = inject(Selection);
  protected readonly audience = computed(() => (this.session.isStaff() ? 'staff' : 'customer'));
  protected readonly forStaff = this.session.isStaff;
  protected readonly isAdmin = computed(() => this.role() === Role.ADMIN);
  protected readonly title = computed(() => this.words().title);
  private readonly plainTabs = computed(() => tabsFor(this.session.viewer()));
  protected readonly tabs = computed(() => this.plainTabs().map((tab) => ({ ...tab, count: tab.count && this.counted()?.[tab.count] })));
  protected readonly current = computed<Omit<TicketTab, 'label'>>(
    () => this.plainTabs().find(({ key }) => key === this.address.tab()) ?? this.plainTabs()[0] ?? { key: '', filter: {} },
  );
  /** Where every ticket has the same assignee, or none, there is nobody to show or to choose. */
  protected readonly withAssignee = computed(() => {
    const { assigned, assigneeId } = this.current().filter;
    return !(this.forStaff() && (assigned === false || assigneeId));
  });
  protected readonly empty = computed(() => this.words().empty[this.current().key] ?? this.words().empty['active']);
  protected readonly canRaise = computed(() => this.audience() === 'customer' && this.current().key === 'active');

  protected readonly look = computed<ListLook>(() => ({
    ...this.address.look(),
    assignee: this.withAssignee() && this.isAdmin() ? this.address.look().assignee : undefined,
    sort: sortWay(this.address.look().sort, this.current().byUrgency).key,
  }));
  private readonly narrowed = computed(() => (this.forStaff() ? toFilter(this.look()) : {}));
  protected readonly narrowedBy = computed(() => Object.keys(this.narrowed()).length);
  protected readonly text = computed(() => textOf(this.address.look()));
  /** Customers with nothing to look through are offered no field for it. */
  protected readonly canFind = computed(() => this.forStaff() || this.text() !== '' || (this.answers() ?? 0) + (this.store.tickets()?.length ?? 0) > 0);
  protected readonly found = computed(() => (this.text() && !this.store.problem() ? foundWords(this.store.tickets()?.length, this.store.hasMore()) : ''));
  private readonly asked = computed<TicketQuestion>(() => ({
    filter: { ...this.current().filter, ...this.narrowed() },
    orderBy: sortWay(this.forStaff() ? this.look().sort : undefined).orderBy,
    ...(this.text() && { text: this.text() }),
  }));
  /** What a customer has not read stands above, in a list of its own. */
  protected readonly unread = computed<TicketQuestion | null>(() => (this.forStaff() || this.text() ? null : this.askedFor({ unread: true })), { equal: isSame });
  private readonly question = computed<TicketQuestion>(() => this.askedFor(this.forStaff() || this.text() ? {} : { unread: false }), { equal: isSame });
  protected readonly answers = signal<number | undefined>(undefined);
  /** Known as soon as one ticket of theirs is on the page. */
  protected readonly customerName = computed(
    () => this.store.tickets()?.find(({ customer }) => customer.id === this.look().customer)?.customer.name,
  );

  constructor() {
    effect(() => this.store.show(this.question()));
    effect(() => {
      this.question();
      untracked(() => this.selection.clear());
    });
    this.returnTheFocus();
  }

  protected assign(ticket: TicketCardFieldsFragment): void {
    void this.dialog.open(ticket);
  }

  protected showWaiting(): void {
    this.shown.show();
    afterNextRender(() => this.keys.focus(this.shown.rows()?.[0]?.reference ?? ''), { injector: this.injector });
  }

  protected select(event: MouseEvent, { id }: TicketCardFieldsFragment): void {
    this.selection.toggle(id, event.shiftKey);
  }

  private askedFor(more: TicketFilter): TicketQuestion {
    return { ...this.asked(), filter: { ...this.asked().filter, ...more } };
  }

  /** Who comes back from a ticket finds the focus where they left it. */
  private returnTheFocus(): void {
    const navigation = inject(Router).currentNavigation();
    const [, left] = TICKET.exec(navigation?.previousNavigation?.finalUrl?.toString() ?? '') ?? [];
    let wanted = navigation?.trigger === 'popstate' ? left : undefined;
    let before = '';
    effect(() => {
      const open = this.address.open();
      if (!open && before) wanted = before;
      before = open;
      const reference = wanted;
      if (!reference || !this.shown.rows()) return;
      wanted = undefined;
      afterNextRender(() => this.keys.focus(reference), { injector: this.injector });
    });
  }
}
