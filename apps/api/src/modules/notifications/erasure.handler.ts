import { In } from 'typeorm';
import type { Database } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import { AccountEvent } from '../accounts';
import { Notification, NotificationState } from './notification.entity';

const { WAITING, HELD, UNKNOWN, CARRIED, CANCELLED } = NotificationState;

/** Forgets where news went to a person who was erased, and sends them no more, over any channel. */
export class ForgetErased implements EventHandler {
  readonly name = 'forget who was erased';

  constructor(private readonly database: Database) {}

  async handle({ type, streamId: recipientId }: EventRow): Promise<void> {
    if (type !== AccountEvent.erased) return;
    await this.database.unitOfWork(async () => {
      const { manager } = this.database;
      await manager.update(Notification, { recipientId }, { address: null, problem: null });
      const unsent = { recipientId, state: In([WAITING, HELD, UNKNOWN]) };
      const leaders = await manager.find(Notification, { select: { id: true }, where: { ...unsent, kind: 'replyReceived' } });
      // Without its lease, what is being sent can't come back to the queue.
      await manager.update(Notification, unsent, { state: CANCELLED, dueAt: null, leaseToken: null });
      const carried = { recipientId, state: CARRIED, carriedById: In(leaders.map(({ id }) => id)) };
      await manager.update(Notification, carried, { state: CANCELLED });
    });
  }
}
