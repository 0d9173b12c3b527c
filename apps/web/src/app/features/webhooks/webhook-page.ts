import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import type { WebhookDeliveryState } from '#graphql';
import { toProblem } from '../../data';
import { EmptyState, Icon, LoadMore, NearRow, NearRows, ProblemNote, Skeleton } from '../../ui';
import { Confirm } from '../../ui/confirm/confirm';
import { DeliveryRow } from './delivery-row';
import { StateChip } from './state-chip';
import { WebhookDeliveriesStore } from './webhook-deliveries.store';
import { WebhookDialog, type WebhookDialogData } from './webhook-dialog';
import { DELIVERY_WORDS, eventWords } from './webhook-words';
import { type Webhook, WebhooksStore } from './webhooks.store';

const STATES = Object.keys(DELIVERY_WORDS) as WebhookDeliveryState[];

/** One webhook: what it is told of, what it was sent, and what can be done with it. */
@Component({
  selector: 'ccr-webhook-page',
  imports: [DeliveryRow, EmptyState, Icon, LoadMore, MatButton, NearRow, NearRows, ProblemNote, RouterLink, Skeleton, StateChip],
  templateUrl: './webhook-page.html',
  styleUrl: './webhook-page.scss',
  providers: [WebhooksStore, WebhookDeliveriesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WebhookPage {
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly confirm = inject(Confirm);

  /** From the address. */
  readonly webhookId = input.required<string>();

  protected readonly store = inject(WebhooksStore);
  protected readonly log = inject(WebhookDeliveriesStore);
  protected readonly states = STATES;
  protected readonly stateWords = DELIVERY_WORDS;
  protected readonly state = signal<WebhookDeliveryState | null>(null);
  /** The deliveries that are open: of a long list, those out of sight are not on the page. */
  protected readonly opened = new Set<string>();
  /** What is under way, so that it is not begun twice. */
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly said = signal('');
  protected readonly webhook = computed(() => this.store.webhooks()?.find(({ id }) => id === this.webhookId()));
  protected readonly told = computed(() => this.webhook()?.events.map(eventWords).join(' · '));

  constructor() {
    effect(() => this.log.show({ webhookId: this.webhookId(), state: this.state() }));
  }

  protected filter(state: string): void {
    this.state.set(STATES.find((one) => one === state) ?? null);
  }

  protected remember(id: string, isOpen: boolean): void {
    this.opened[isOpen ? 'add' : 'delete'](id);
  }

  protected test(): Promise<void> {
    return this.act(async () => {
      const { state, statusCode, problem } = await this.log.sendTest(this.webhookId());
      if (state === 'SENT') this.said.set(`The target took the test: it answered ${statusCode}.`);
      else this.problem.set(`The target did not take the test. ${problem ?? ''}`.trim());
    });
  }

  protected edit(webhook: Webhook): void {
    this.open({ store: this.store, webhook });
  }

  protected async newSecret({ id, name }: Webhook): Promise<void> {
    const sure = await this.confirm.ask({
      title: `A new secret for “${name}”?`,
      text: 'For 24 hours everything is signed with both, the old one and the new one. Then the old one is no good.',
      yes: 'Make a new secret',
    });
    if (sure) await this.act(async () => this.open({ store: this.store, secret: await this.store.rotateSecret(id) }));
  }

  protected turn({ id, state }: Webhook): Promise<void> {
    return this.act(async () => {
      if (state === 'ACTIVE') await this.store.pause(id);
      else await this.store.resume(id);
      this.said.set(state === 'ACTIVE' ? 'Nothing is sent until you resume it.' : 'It is told again. What waited is on its way.');
      this.log.retry();
    });
  }

  protected async remove({ id, name }: Webhook): Promise<void> {
    const sure = await this.confirm.ask({
      title: `Delete “${name}”?`,
      text: 'It is told nothing more, and the log of what it was sent goes with it.',
      yes: 'Delete the webhook',
    });
    if (!sure) return;
    await this.act(async () => {
      await this.store.delete(id);
      await this.router.navigate(['/webhooks']);
    });
  }

  protected resend(id: string): Promise<void> {
    return this.act(async () => {
      await this.log.resend(id);
      this.said.set(this.webhook()?.state === 'PAUSED' ? 'It waits until you resume the webhook.' : 'It is on its way once more.');
    });
  }

  private async act(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    this.said.set('');
    try {
      await work();
    } catch (error) {
      this.problem.set(toProblem(error).reason);
    } finally {
      this.busy.set(false);
    }
  }

  private open(data: WebhookDialogData): void {
    this.dialog.open<unknown, WebhookDialogData>(WebhookDialog, { data, width: '520px', ...(data.webhook && { autoFocus: 'input' }) });
  }
}
