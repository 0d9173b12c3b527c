import { In, LessThan } from 'typeorm';
import type { Platform } from '../../platform/platform';
import { Worker } from '../../platform/queue';
import { WebhookDelivery } from './webhook-delivery.entity';

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const SWEEP_MS = 60 * 60 * 1_000;
/** So that nobody waits long for a table that is being cleared. */
const BATCH = 500;

/** Clears away deliveries of which nobody asks any more. */
export class OldDeliveries {
  readonly worker: Worker;

  constructor(private readonly platform: Platform) {
    this.worker = new Worker('old webhook deliveries', () => this.clear(), platform.log, SWEEP_MS);
  }

  /** Resolves to whether there are more. */
  private async clear(): Promise<boolean> {
    const { database, clock } = this.platform;
    const createdAt = LessThan(new Date(clock.now().getTime() - KEPT_MS));
    const old = await database.repository(WebhookDelivery).find({ select: { id: true }, where: { createdAt }, order: { createdAt: 'ASC' }, take: BATCH });
    if (old.length === 0) return false;
    await database.unitOfWork(() => database.manager.delete(WebhookDelivery, { id: In(old.map(({ id }) => id)) }));
    return old.length === BATCH;
  }
}
