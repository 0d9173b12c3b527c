import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { MarkNotificationsReadInput, NotificationsQuery } from '#graphql';
import { NotificationsDocument } from '#graphql/bell';
import { PagedList, toProblem } from '../../../data';
import { BellStore, type Told } from './bell.store';

const PAGE_SIZE = 20;
const LARGEST_PAGE = 100;

/** What the viewer was told, the newest first. Provided by the panel that shows it. */
@Injectable()
export class BellListStore extends PagedList<NotificationsQuery, object> {
  private readonly bell = inject(BellStore);

  readonly told = computed(() => this.data()?.notifications.nodes);
  readonly markProblem = signal('');

  constructor() {
    super(NotificationsDocument, ({ notifications }) => notifications.pageInfo, PAGE_SIZE);
    this.bell.changed.pipe(takeUntilDestroyed()).subscribe((told) => (told ? this.put(told) : void this.refresh()));
    this.show({});
  }

  /** Shows it at once, and as it really is when the server did not take it. */
  async markRead(input: MarkNotificationsReadInput): Promise<void> {
    this.markProblem.set('');
    const { all, notificationIds } = input;
    const readAt = new Date().toISOString();
    this.change((nodes) => nodes.map((told) => ((all || notificationIds?.includes(told.id)) && !told.readAt ? { ...told, readAt } : told)));
    try {
      await this.bell.markRead(input);
    } catch (error) {
      this.markProblem.set(toProblem(error).message);
      await this.refresh();
    }
  }

  private put(told: Told): void {
    this.change((nodes) => [told, ...nodes.filter(({ id }) => id !== told.id)]);
  }

  private change(how: (nodes: readonly Told[]) => readonly Told[]): void {
    this.api.cache.updateQuery({ query: NotificationsDocument, variables: { first: PAGE_SIZE } }, (known) =>
      known ? { notifications: { ...known.notifications, nodes: [...how(known.notifications.nodes)] } } : known,
    );
  }

  /** Asks for as much again as is on the screen. */
  private async refresh(): Promise<void> {
    const known = this.told();
    if (!known) return;
    const first = Math.min(LARGEST_PAGE, Math.max(PAGE_SIZE, known.length));
    // What is on the screen stays when it fails; the next opening asks again.
    await this.api.query(NotificationsDocument, { first }).catch(() => undefined);
  }
}
