import { LIMITS } from '@ccr/domain';
import { In, IsNull, type FindOptionsWhere } from 'typeorm';
import type { Database } from '../../../platform/database';
import { TicketRead } from '../../tickets';
import { NotificationChannel } from '../notification.channel';
import { Notification, NotificationState } from '../notification.entity';
import type { NotificationKind } from '../notification.kinds';

const WAIT_MS = LIMITS.notification.waitSeconds * 1_000;

/** Nobody has begun to send it. */
const OPEN = { state: In([NotificationState.WAITING, NotificationState.HELD]), attempts: 0, leaseToken: IsNull() };

/** Where a ticket came to stand, as a mail. */
const RIDES: readonly NotificationKind[] = ['ticketPending', 'ticketResolved', 'ticketReopened', 'ticketClosed', 'assignedTicketMoved'];

/** A mail about a ticket that is about to be written down. */
export interface Coming {
  readonly recipientId: string;
  readonly ticketId: string;
  readonly kind: NotificationKind;
  /** When that happened which it tells of. */
  readonly at: Date;
}

/** When a mail of the kind goes out, of what happened then. A reply may be read before that. */
export const dueOf = (kind: NotificationKind, at: Date, now: Date): Date => (kind === 'replyReceived' ? new Date(at.getTime() + WAIT_MS) : now);

/**
 * The mails that wait in case a reply is read. There is one for each ticket and person, the leader: what comes meanwhile
 * goes out with it.
 */
export class Leaders {
  constructor(private readonly database: Database) {}

  /**
   * The leader that the mail goes out with; null when it goes by itself. Holds the leader, so that nobody begins to send
   * it before the caller's unit of work has ended, in which the recipient is held too.
   */
  async join({ recipientId, ticketId, kind, at }: Coming): Promise<string | null> {
    if (kind !== 'replyReceived' && !RIDES.includes(kind)) return null;
    const where: FindOptionsWhere<Notification> = { recipientId, ticketId, channel: NotificationChannel.MAIL, kind: 'replyReceived' };
    const known = await this.database.repository(Notification).findOne({ select: { id: true }, where: { ...where, ...OPEN } });
    const leader = known && (await this.database.findAndLock(Notification, { id: known.id, ...OPEN }));
    if (!leader) return null; // there is none, or it was taken at this very moment: it may be too late for more
    if (!(await this.isRead(leader))) return leader.id;
    if (kind !== 'replyReceived') return null; // the replies need no mail, so it has nothing to wait for
    // What was read by now needs no mail, so the new reply has its own time to be read.
    if (leader.state === NotificationState.WAITING) await this.database.manager.update(Notification, { id: leader.id }, { dueAt: dueOf(kind, at, at) });
    return leader.id;
  }

  /** Whether the recipient has read all that it would tell. */
  private async isRead({ id, recipientId, ticketId, seq }: Notification): Promise<boolean> {
    if (ticketId === null) return false;
    const read = await this.database.repository(TicketRead).findOneBy({ ticketId, userId: recipientId });
    const last = (await this.database.repository(Notification).maximum('seq', { carriedById: id })) ?? seq;
    return read !== null && read.seq >= Math.max(last, seq);
  }
}
