import { TicketStatus } from '@ccr/domain';
import { LessThanOrEqual } from 'typeorm';
import type { Platform } from '../../platform/platform';
import { Worker } from '../../platform/queue';
import { Ticket } from './ticket.entity';
import type { TicketService } from './ticket.service';

const BATCH = 50;

/**
 * Closes the tickets that have been resolved for long enough. When, is in their rows: it survives restarts, and each is
 * asked for again once it is held, so that one of many processes closes it.
 */
export class AutoClose {
  readonly worker: Worker;

  constructor(
    private readonly platform: Platform,
    private readonly tickets: TicketService,
  ) {
    this.worker = new Worker('auto close', () => this.round(), platform.log);
  }

  /** Closes what is due, a batch at most. Resolves to whether there may be more right now. */
  async round(): Promise<boolean> {
    const { database, clock } = this.platform;
    const due = await database.repository(Ticket).find({
      select: { id: true },
      where: { status: TicketStatus.RESOLVED, closesAt: LessThanOrEqual(clock.now()) },
      order: { closesAt: 'ASC' },
      take: BATCH,
    });
    let closed = 0;
    for (const { id } of due) if (await this.close(id)) closed++;
    return closed === BATCH;
  }

  /** One that can't be closed is tried again at the next sweep, and keeps no other of its batch waiting. */
  private async close(ticketId: string): Promise<boolean> {
    try {
      await this.tickets.closeWhenDue(ticketId);
      return true;
    } catch (error) {
      this.platform.log.error({ err: error, ticketId }, 'A resolved ticket could not be closed; it will be tried again');
      return false;
    }
  }
}
