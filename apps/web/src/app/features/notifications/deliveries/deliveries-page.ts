import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { DeliveryFilter } from '#graphql';
import { toProblem } from '../../../data';
import { EmptyState, Icon, LinkTabs, LoadMore, ProblemNote, Skeleton } from '../../../ui';
import { BlockedList } from './blocked-list';
import { DeliveriesStore, type Delivery } from './deliveries.store';
import { DeliveryTable } from './delivery-table';
import { CHANNELS, STATES, type SentChannel } from './delivery-words';

interface Look {
  readonly state?: string;
  readonly channel?: string;
}

const TABS = [
  { key: 'deliveries', label: 'Deliveries' },
  { key: 'blocked', label: 'Blocked addresses' },
] as const;

/** What people were told outside of the app and what became of it, for admins. What is looked for is in the address. */
@Component({
  selector: 'ccr-deliveries-page',
  imports: [BlockedList, DeliveryTable, EmptyState, Icon, LinkTabs, LoadMore, MatButton, ProblemNote, RouterLink, Skeleton],
  templateUrl: './deliveries-page.html',
  styleUrl: './deliveries-page.scss',
  providers: [DeliveriesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeliveriesPage {
  private readonly router = inject(Router);

  /** Query parameters of the address. */
  readonly tab = input<string>();
  readonly state = input<string>();
  readonly channel = input<string>();
  readonly person = input<string>();

  protected readonly store = inject(DeliveriesStore);
  protected readonly tabs = TABS;
  protected readonly current = computed(() => (TABS.find(({ key }) => key === this.tab()) ?? TABS[0]).key);
  protected readonly states = Object.entries(STATES).map(([key, { words }]) => ({ key, words }));
  protected readonly channels = Object.entries(CHANNELS).map(([key, { words }]) => ({ key, words }));
  protected readonly filter = computed<DeliveryFilter>(() => {
    const [state, channel, recipientId] = [this.state() ?? '', this.channel() ?? '', this.person()];
    return {
      ...(Object.hasOwn(STATES, state) && { state: state as keyof typeof STATES }),
      ...(Object.hasOwn(CHANNELS, channel) && { channel: channel as SentChannel }),
      ...(recipientId && { recipientId }),
    };
  });
  protected readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  /** Known as soon as something of theirs is on the page. */
  protected readonly name = computed(() => this.store.deliveries()?.find(({ recipient }) => recipient.id === this.person())?.recipient.name);
  protected readonly said = signal('');
  /** What could not be sent again, and why. */
  protected readonly refusal = signal<{ readonly id: string; readonly words: string } | null>(null);

  constructor() {
    effect(() => {
      if (this.current() === 'deliveries') this.store.show({ filter: this.filter() });
    });
  }

  protected look(look: Look): Promise<boolean> {
    this.said.set('');
    const queryParams = Object.fromEntries(Object.entries(look).map(([key, value]) => [key, (value as string) || null]));
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async sendAgain({ id, recipient }: Delivery): Promise<void> {
    this.said.set('');
    this.refusal.set(null);
    try {
      await this.store.sendAgain(id);
      this.said.set(`On its way to ${recipient.name} once more. Refresh to see what becomes of it.`);
    } catch (error) {
      this.refusal.set({ id, words: toProblem(error).reason });
    }
  }
}
