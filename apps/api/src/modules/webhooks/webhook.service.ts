import { LIMITS } from '@ccr/domain';
import { IsNull, MoreThan } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import { badInput, notFound, UserError } from '../../platform/errors';
import type { Client } from '../../platform/graphql';
import { type Connection, newestFirst, type PageArgs } from '../../platform/paging';
import type { Platform } from '../../platform/platform';
import { lockViewer, type SecurityLog, SecurityEventType } from '../accounts';
import { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity';
import { hostOf, WebhookState, WebhookTarget } from './webhook.entity';
import { WEBHOOK_EVENTS } from './webhook.events';
import { newSigningSecret, type WebhookSigning } from './webhook.signing';

/** Who does it, and from where. */
export interface By {
  readonly viewer: Viewer;
  readonly client: Client;
}

/** What a webhook is: the admin's name for it, where it leads, what it is told of. */
export interface WebhookWords {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
}

/** A webhook to be made. */
export interface NewWebhook extends WebhookWords {
  readonly clientMutationId?: string | null | undefined;
}

/** A webhook and its secret, which is told this once. */
export interface WithSecret {
  readonly webhook: WebhookTarget;
  readonly secret: string;
}

interface Parts {
  readonly platform: Platform;
  readonly security: SecurityLog;
  readonly signing: WebhookSigning;
  /** Something waits to be sent. */
  readonly onWaiting: () => void;
}

/** For how long the former secret signs along after a rotation. */
const FORMER_SECRET_MS = 24 * 60 * 60 * 1_000;
const { perShop } = LIMITS.webhook;

/** Keeps the webhooks of the shop. Only admins come here: the guard says so. */
export class WebhookService {
  constructor(private readonly parts: Parts) {}

  /** The newest first. */
  list(args: PageArgs): Promise<Connection<WebhookTarget>> {
    return newestFirst(this.parts.platform.database.repository(WebhookTarget), {}, args);
  }

  /**
   * Makes a webhook. Its secret is told here and never again: asked again for the same one, by its clientMutationId, it gets
   * another. @throws UserError BAD_USER_INPUT when it leads where nothing may be sent or an event is unknown, CONFLICT when
   * there are as many as there may be, NOT_FOUND when the one that was made is gone by now.
   */
  async create(by: By, { clientMutationId, ...words }: NewWebhook): Promise<WithSecret> {
    const written = await this.checked(words);
    const secret = newSigningSecret();
    const { idempotency } = this.parts.platform;
    let isNew = false;
    const id = await idempotency.once({ viewer: by.viewer, operation: 'createWebhook', clientMutationId }, async (newId) => {
      await this.insert(by, newId, written, secret);
      isNew = true;
    });
    if (isNew) return { webhook: await this.find(id), secret };
    return { webhook: await this.change(by, id, SecurityEventType.WEBHOOK_SECRET_ROTATED, () => ({ sealedSecret: this.parts.signing.seal(secret, id) })), secret };
  }

  /** @throws UserError NOT_FOUND, BAD_USER_INPUT when it leads where nothing may be sent or an event is unknown. */
  async update(by: By, id: string, words: WebhookWords): Promise<WebhookTarget> {
    const written = await this.checked(words);
    return this.change(by, id, SecurityEventType.WEBHOOK_CHANGED, () => written);
  }

  /** Gives it another secret, told this once; the former one signs along for a day. @throws UserError NOT_FOUND. */
  async rotateSecret(by: By, id: string): Promise<WithSecret> {
    const { platform, signing } = this.parts;
    const secret = newSigningSecret();
    const webhook = await this.change(by, id, SecurityEventType.WEBHOOK_SECRET_ROTATED, ({ sealedSecret }) => ({
      sealedSecret: signing.seal(secret, id),
      formerSealedSecret: sealedSecret,
      formerSecretUntil: new Date(platform.clock.now().getTime() + FORMER_SECRET_MS),
    }));
    return { webhook, secret };
  }

  /** What waits for it waits on. One that is paused stays so. @throws UserError NOT_FOUND. */
  pause(by: By, id: string): Promise<WebhookTarget> {
    return this.change(by, id, SecurityEventType.WEBHOOK_PAUSED, ({ state }) => (state === WebhookState.PAUSED ? null : { state: WebhookState.PAUSED, pausedReason: null }));
  }

  /** What waits for it is sent now, with all its tries before it. One that is active stays so. @throws UserError NOT_FOUND. */
  async resume(by: By, id: string): Promise<WebhookTarget> {
    const { database, clock } = this.parts.platform;
    return this.change(by, id, SecurityEventType.WEBHOOK_RESUMED, async ({ state }) => {
      if (state === WebhookState.ACTIVE) return null;
      // What is on its way just now settles itself.
      const waits = { webhookId: id, state: WebhookDeliveryState.WAITING, leaseToken: IsNull() };
      await database.manager.update(WebhookDelivery, waits, { dueAt: clock.now(), attempts: 0 });
      database.afterCommit(this.parts.onWaiting);
      return { state: WebhookState.ACTIVE, pausedReason: null };
    });
  }

  /** Deletes it, with the log of what it was sent. @throws UserError NOT_FOUND. */
  async delete({ viewer, client }: By, id: string): Promise<void> {
    const { database } = this.parts.platform;
    await database.unitOfWork(async () => {
      const webhook = await this.lock(id);
      await database.manager.delete(WebhookTarget, { id });
      await this.record(SecurityEventType.WEBHOOK_DELETED, { viewer, client }, webhook);
    });
  }

  private async find(id: string): Promise<WebhookTarget> {
    const webhook = await this.parts.platform.database.repository(WebhookTarget).findOneBy({ id });
    if (!webhook) throw notFound('webhook');
    return webhook;
  }

  private async lock(id: string): Promise<WebhookTarget> {
    const webhook = await this.parts.platform.database.findAndLock(WebhookTarget, { id });
    if (!webhook || webhook.id !== id) throw notFound('webhook');
    return webhook;
  }

  /** Names are looked up on the way: never inside a unit of work. */
  private async checked({ name, url, events }: WebhookWords): Promise<WebhookWords & { events: string[] }> {
    const wanted = WEBHOOK_EVENTS.filter((type) => events.includes(type));
    const unknown = events.find((type) => !wanted.includes(type));
    if (unknown !== undefined) throw badInput('input.events', 'There is no such event. webhookEventTypes lists those that there are.');
    if (wanted.length === 0) throw badInput('input.events', 'Choose at least one event.');
    await this.parts.platform.outbound.insistOnCallable(url, 'input.url');
    return { name: name.trim(), url: url.trim(), events: wanted };
  }

  private async insert(by: By, id: string, words: WebhookWords & { events: string[] }, secret: string): Promise<void> {
    const { database, clock } = this.parts.platform;
    await lockViewer(database, by.viewer);
    await database.findAndLock(WebhookTarget, { id: MoreThan('') }); // or two admins at once would both find room for one more
    if ((await database.repository(WebhookTarget).count()) >= perShop) {
      throw new UserError('CONFLICT', `There are ${perShop} webhooks. Delete one that is not needed any more.`);
    }
    const webhook = Object.assign(new WebhookTarget(), words, {
      ...{ id, sealedSecret: this.parts.signing.seal(secret, id), formerSealedSecret: null, formerSecretUntil: null },
      ...{ state: WebhookState.ACTIVE, pausedReason: null, createdById: by.viewer.id, createdAt: clock.now(), lastSeq: 0 },
    });
    await database.manager.insert(WebhookTarget, webhook);
    await this.record(SecurityEventType.WEBHOOK_CREATED, by, webhook);
  }

  /** `decide` says what is to be different; null for nothing. */
  private async change(
    by: By,
    id: string,
    type: SecurityEventType,
    decide: (webhook: WebhookTarget) => Partial<WebhookTarget> | null | Promise<Partial<WebhookTarget> | null>,
  ): Promise<WebhookTarget> {
    const { database } = this.parts.platform;
    return database.unitOfWork(async () => {
      const webhook = await this.lock(id);
      const changes = await decide(webhook);
      if (changes === null) return webhook;
      await database.manager.update(WebhookTarget, { id }, changes);
      Object.assign(webhook, changes);
      await this.record(type, by, webhook);
      return webhook;
    });
  }

  private record(type: SecurityEventType, { viewer, client }: By, webhook: WebhookTarget): Promise<void> {
    const details = { webhookId: webhook.id, name: webhook.name, host: hostOf(webhook) };
    return this.parts.security.record(type, { userId: null, actorId: viewer.id, client, details });
  }
}
