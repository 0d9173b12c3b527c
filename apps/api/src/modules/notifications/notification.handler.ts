import type { Clock } from '../../platform/clock';
import { type Database, newId } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import { waiting } from '../../platform/queue';
import { Ticket } from '../tickets';
import { Notification, NotificationState } from './notification.entity';
import { tellings } from './notification.rules';

/** Writes down who is to be told of an event; the outbox does the telling. */
export class NotifyPeople implements EventHandler {
  readonly name = 'notify people';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onWaiting: () => void,
  ) {}

  async handle(event: EventRow): Promise<void> {
    const ticket = await this.database.repository(Ticket).findOneBy({ id: event.streamId });
    const told = tellings(event, ticket);
    if (told.length === 0) return;
    await this.database.unitOfWork(async () => {
      const repository = this.database.repository(Notification);
      // Told of the same event again: the rows are there. Two processes at once: the index lets one of them through.
      if (await repository.existsBy({ eventId: event.id })) return;
      const now = this.clock.now();
      await repository.insert(
        told.map((telling) => ({
          ...telling,
          id: newId(),
          eventId: event.id,
          state: NotificationState.WAITING,
          problem: null,
          createdAt: now,
          sentAt: null,
          ...waiting(now),
        })),
      );
      this.database.afterCommit(this.onWaiting);
    });
  }
}
