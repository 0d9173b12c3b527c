import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { CreateWebhookInput, UpdateWebhookInput, WebhookFieldsFragment, WebhooksQuery } from '#graphql';
import {
  CreateWebhookDocument,
  DeleteWebhookDocument,
  PauseWebhookDocument,
  ResumeWebhookDocument,
  RotateWebhookSecretDocument,
  UpdateWebhookDocument,
  WebhooksDocument,
} from '#graphql/webhooks';
import { switchMap } from 'rxjs';
import { Api, LOADING, type Load } from '../../data';

/** What is known of a webhook after its secret was shown. */
export type Webhook = WebhookFieldsFragment;

/** The webhooks of the shop, the newest first. Provided by the page that shows them. */
@Injectable()
export class WebhooksStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<WebhooksQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(WebhooksDocument, {}))),
    { initialValue: LOADING },
  );

  readonly webhooks = computed(() => this.load().data?.webhooks.nodes);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  /** Gives the secret, which is told this once. */
  async create(input: CreateWebhookInput): Promise<string> {
    const { createWebhook } = await this.api.mutate(CreateWebhookDocument, { input });
    const { webhook, secret } = createWebhook;
    this.change((webhooks) => [webhook, ...webhooks.filter(({ id }) => id !== webhook.id)]);
    return secret;
  }

  async update(input: UpdateWebhookInput): Promise<void> {
    await this.api.mutate(UpdateWebhookDocument, { input });
  }

  /** Gives the new secret, which is told this once. */
  async rotateSecret(webhookId: string): Promise<string> {
    return (await this.api.mutate(RotateWebhookSecretDocument, { input: { webhookId } })).rotateWebhookSecret.secret;
  }

  async pause(webhookId: string): Promise<void> {
    await this.api.mutate(PauseWebhookDocument, { input: { webhookId } });
  }

  async resume(webhookId: string): Promise<void> {
    await this.api.mutate(ResumeWebhookDocument, { input: { webhookId } });
  }

  async delete(webhookId: string): Promise<void> {
    await this.api.mutate(DeleteWebhookDocument, { input: { webhookId } });
    this.change((webhooks) => webhooks.filter(({ id }) => id !== webhookId));
  }

  private change(by: (webhooks: readonly Webhook[]) => Webhook[]): void {
    this.api.cache.updateQuery({ query: WebhooksDocument }, (known) => known && { webhooks: { ...known.webhooks, nodes: by(known.webhooks.nodes) } });
  }
}
