import { Not } from 'typeorm';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import { AccountEvent } from '../accounts';
import { Notification, NotificationState } from './notification.entity';
import { dueOf } from './pacing/leaders';

/** Lets mail go that waited until its recipient had shown that mail reaches them; replies may be read before. */
export class ReleaseHeldMail implements EventHandler {
  readonly name = 'release held mail';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onWaiting: () => void,
  ) {}

  async handle({ type, streamId }: EventRow): Promise<void> {
    if (type !== AccountEvent.emailVerified) return;
    await this.database.unitOfWork(async () => {
      const now = this.clock.now();
      const held = { recipientId: streamId, state: NotificationState.HELD };
      const { manager } = this.database;
      await manager.update(Notification, { ...held, kind: Not('replyReceived') }, { state: NotificationState.WAITING, dueAt: now });
      await manager.update(Notification, held, { state: NotificationState.WAITING, dueAt: dueOf('replyReceived', now, now) });
      this.database.afterCommit(this.onWaiting);
    });
  }
}
