import { type EntityTarget, MoreThan } from 'typeorm';
import type { Platform } from '../../platform/platform';
import { Worker } from '../../platform/queue';
import { Message } from '../conversation';
import { Ticket } from '../tickets';
import type { SearchIndex } from './search-index';
import { SearchProgress } from './search-progress.entity';

/** Documents of one unit of work: others who want to write wait for it. */
const AT_ONCE = 25;
/** New texts come by their events, so once it has caught up there is nothing to look for. */
const SWEEP_MS = 60_000;

const KINDS: Readonly<Record<string, EntityTarget<{ id: string }>>> = { tickets: Ticket, messages: Message };

/**
 * Takes in what was written before there was the index, a few documents at a time, and goes on where it was when the
 * server starts again. Several processes take turns: whoever holds the row does the next few.
 */
export class Backfill {
  readonly worker: Worker;

  constructor(
    private readonly platform: Platform,
    private readonly index: SearchIndex,
  ) {
    this.worker = new Worker('search backfill', () => this.round(), platform.log, SWEEP_MS);
  }

  /** Resolves to whether there is more. */
  private async round(): Promise<boolean> {
    const [next] = await this.platform.database.repository(SearchProgress).find({ where: { done: false }, order: { kind: 'DESC' }, take: 1 });
    if (!next) return false;
    await this.platform.database.unitOfWork(() => this.takeIn(next.kind));
    return true;
  }

  private async takeIn(kind: string): Promise<void> {
    const { database } = this.platform;
    const progress = await database.findAndLock(SearchProgress, { kind });
    const entity = KINDS[kind];
    if (!progress || progress.done || !entity) return;
    const rows = await database
      .repository(entity)
      .find({ select: { id: true }, where: { id: MoreThan(progress.after) }, order: { id: 'ASC' }, take: AT_ONCE });
    for (const { id } of rows) await (entity === Ticket ? this.index.ticket(id) : this.index.message(id));
    const done = rows.length < AT_ONCE;
    await database.manager.update(SearchProgress, { kind }, { after: rows.at(-1)?.id ?? progress.after, done });
  }
}
