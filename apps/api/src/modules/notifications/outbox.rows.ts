import { Role } from '@ccr/domain';
import { type Database, newId } from '../../platform/database';
import { EventRow } from '../../platform/events';
import { waiting } from '../../platform/queue';
import { User } from '../accounts';
import { NotificationChannel } from './notification.channel';
import { Notification, NotificationState } from './notification.entity';

/** As many as go into one statement. */
const CHUNK = 500;

/** For specs: so many new customers who wait to be welcomed by mail. */
export async function waitingMails(database: Database, now: Date, count: number): Promise<Notification[]> {
  const made: Notification[] = [];
  for (let left = count; left > 0; left -= CHUNK) made.push(...(await chunk(database, now, Math.min(left, CHUNK))));
  return made;
}

async function chunk(database: Database, now: Date, count: number): Promise<Notification[]> {
  const ids = Array.from({ length: count }, () => ({ person: newId(), event: newId(), notification: newId() }));
  const people = ids.map(({ person }) => ({
    id: person, name: 'Ann Rao', email: `${person}@example.com`, mobile: null, role: Role.CUSTOMER, passwordHash: '', createdAt: now, lastSeq: 1,
  }));
  const events = ids.map(({ person, event }) => ({
    id: event, streamId: person, seq: 1, type: 'CustomerSignedUp', at: now, actorId: person, internal: false, data: {}, dueAt: null, attempts: 1, leaseToken: null,
  }));
  const rows = ids.map(({ person, event, notification }) => ({
    id: notification, eventId: event, recipientId: person, kind: 'welcome', channel: NotificationChannel.MAIL, state: NotificationState.WAITING,
    ticketId: null, seq: 1, carriedById: null, address: null, problem: null, providerId: null, createdAt: now, sentAt: null, readAt: null, ...waiting(now),
  }));
  await database.unitOfWork(async () => {
    await database.repository(User).insert(people);
    await database.repository(EventRow).insert(events);
    await database.repository(Notification).insert(rows);
  });
  return rows;
}
