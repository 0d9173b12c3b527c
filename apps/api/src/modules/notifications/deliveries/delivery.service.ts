import type { Viewer } from '../../../platform/auth';
import { notFound, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { waiting } from '../../../platform/queue';
import { type SecurityLog, SecurityEventType, User } from '../../accounts';
import { NotificationChannel } from '../notification.channel';
import { Notification, NotificationState } from '../notification.entity';
import { type BlockedAddresses, WHY_BLOCKED } from './blocked-addresses';

const { FAILED, BLOCKED, UNKNOWN } = NotificationState;

/** Whether an admin may have it sent again, as far as the row itself says. */
export const isOver = ({ state }: Pick<Notification, 'state'>): boolean => state === FAILED || state === BLOCKED;

/** What admins do about notifications that did not get out. */
export class DeliveryService {
  constructor(
    private readonly platform: Platform,
    private readonly blocked: BlockedAddresses,
    private readonly security: SecurityLog,
    private readonly onWaiting: () => void,
  ) {}

  /** The same notification waits anew. @throws UserError NOT_FOUND, or CONFLICT when there is nothing to be sent again. */
  sendAgain(viewer: Viewer, id: string, client: Client): Promise<Notification> {
    const { database, clock } = this.platform;
    return database.unitOfWork(async () => {
      const row = await database.findAndLock(Notification, { id });
      if (!row || row.channel === NotificationChannel.IN_APP) throw notFound('delivery');
      await this.insistOnReason(row);
      const anew = { state: NotificationState.WAITING, problem: null, providerId: null, sentAt: null, ...waiting(clock.now()) };
      await database.manager.update(Notification, { id }, anew);
      await this.security.record(SecurityEventType.SENT_AGAIN, { userId: row.recipientId, actorId: viewer.id, client, details: { kind: row.kind, channel: row.channel } });
      database.afterCommit(this.onWaiting);
      return Object.assign(row, anew);
    });
  }

  private async insistOnReason(row: Notification): Promise<void> {
    if (row.state === UNKNOWN) throw new UserError('CONFLICT', 'Nobody knows yet whether this was sent. Wait: it is sent again by itself, unless the provider says that it has it.');
    if (!isOver(row)) throw new UserError('CONFLICT', 'Only what has failed or was blocked can be sent again.');
    const recipient = await this.platform.database.repository(User).findOneByOrFail({ id: row.recipientId });
    if (recipient.erasedAt !== null) throw new UserError('CONFLICT', 'The account has ended: there is nobody to send this to.');
    const reason = row.channel === NotificationChannel.MAIL ? await this.blocked.reasonOf(row.address ?? recipient.email) : null;
    if (reason !== null) throw new UserError('CONFLICT', `${WHY_BLOCKED[reason]} Allow mail to it again first.`);
  }
}
