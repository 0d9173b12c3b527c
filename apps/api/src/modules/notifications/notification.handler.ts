import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate, newId } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import { waiting } from '../../platform/queue';
import { Ticket } from '../tickets';
import { Notification, NotificationState } from './notification.entity';
import { type Telling, tellings } from './notification.rules';

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
    try {
      await this.database.unitOfWork(() => this.writeDown(event, told));
    } catch (error) {
      // Told of the same event again, or two processes at once: the index let the first one through, with all the rows.
      if (!isDuplicate(error)) throw error;
    }
  }

  private async writeDown(event: EventRow, told: readonly Telling[]): Promise<void> {
    const now = this.clock.now();
    await this.database.repository(Notification).insert(
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
  }
}
