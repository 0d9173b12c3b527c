import { In } from 'typeorm';
import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate, newId } from '../../platform/database';
import { type EventHandler, EventRow } from '../../platform/events';
import type { LiveBus } from '../../platform/live';
import { waiting } from '../../platform/queue';
import { OneTimeCode, User } from '../accounts';
import { ConversationEvent } from '../conversation';
import { Ticket, TicketEventType } from '../tickets';
import { accountTellings, isAccountEvent } from './account.rules';
import { bellTopic } from './bell/bell.topic';
import { feedbackTellings } from './feedback.rules';
import type { NewsKind } from './news-kind';
import type { NotificationChoices } from './notification-choices.service';
import { NotificationChannel } from './notification.channel';
import { Notification, NotificationState } from './notification.entity';
import { isAboutAccount, isNews, NEWS, type NotificationKind, withoutProof } from './notification.kinds';
import { concernsStaff, type Staff, type Telling, ticketTellings, webhookTellings } from './notification.rules';
import { dueOf, Leaders } from './pacing/leaders';
import { reachable } from './telling/reachable';
import { whoSees } from './telling/sight';
import { staffFor } from './telling/staff';
import { hasTextsEnough } from './telling/texts-today';

const { MAIL, IN_APP, SMS } = NotificationChannel;
const { WAITING, HELD, CARRIED, SENT } = NotificationState;
const STATES = { sent: WAITING, held: HELD, dropped: null } as const;
/** Rows that are inserted together: the embedded database takes so many values in a statement. */
const AT_ONCE = 500;
const NOBODY: Staff = { experts: [], admins: [] };

/** What of a notification says how it is told. */
type Way = Pick<Notification, 'state' | 'carriedById' | 'sentAt' | 'dueAt'>;

/** What the tellings of an event come from. */
export interface Teller {
  readonly database: Database;
  readonly choices: NotificationChoices;
  readonly clock: Clock;
  readonly live: LiveBus;
  /** The channels over which something can be sent here. */
  readonly channels: readonly NotificationChannel[];
  readonly onWaiting: () => void;
}

/** Writes down who is to be told of an event, and over which channels; the outboxes do the telling. */
export class NotifyPeople implements EventHandler {
  readonly name = 'notify people';
  private readonly leaders: Leaders;

  constructor(private readonly parts: Teller) {
    this.leaders = new Leaders(parts.database);
  }

  async handle(event: EventRow): Promise<void> {
    const { database } = this.parts;
    const ticket = isAccountEvent(event) ? null : await database.repository(Ticket).findOneBy({ id: event.streamId });
    const told = ticket ? await this.ofTicket(event, ticket) : await this.ofOthers(event);
    if (told.length === 0) return;
    try {
      await database.unitOfWork(() => this.writeDown(event, ticket, told));
    } catch (error) {
      // Told of the same event again, or two processes at once: the index let the first one through, with all the rows.
      if (!isDuplicate(error)) throw error;
    }
  }

  private async ofTicket(event: EventRow, ticket: Ticket): Promise<Telling[]> {
    const staff = concernsStaff(event) ? await staffFor(this.parts.database, ticket) : NOBODY;
    const told = ticketTellings(event, ticket, { staff, isOfReply: await this.isOfReply(event, ticket) });
    return told.map((telling) => ({ ...telling, ticketId: ticket.id }));
  }

  private async ofOthers(event: EventRow): Promise<Telling[]> {
    const { database } = this.parts;
    if (!isAccountEvent(event)) return [...feedbackTellings(event), ...(concernsStaff(event) ? webhookTellings(event, await staffFor(database, null)) : [])];
    const codeId = event.data['codeId'];
    const code = codeId === undefined ? null : await database.repository(OneTimeCode).findOneBy({ id: String(codeId) });
    return accountTellings(event, code);
  }

  /** A customer who writes opens a ticket that rested: the reply is the event before. */
  private async isOfReply({ type, streamId, seq, actorId, data }: EventRow, { customerId }: Ticket): Promise<boolean> {
    if (type !== TicketEventType.statusChanged || actorId !== customerId || data['to'] !== 'OPEN') return false;
    return this.parts.database.repository(EventRow).existsBy({ streamId, seq: seq - 1, type: ConversationEvent.messageSent, actorId });
  }

  private async writeDown(event: EventRow, ticket: Ticket | null, told: readonly Telling[]): Promise<void> {
    const { database, live, onWaiting } = this.parts;
    // The ticket before the people, in the order of those who write in it: else each would wait for what the other holds.
    if (ticket) await database.findAndLock(Ticket, { id: ticket.id });
    const recipients = await this.hold(told);
    const seen = ticket && (await whoSees(database, [...recipients.values()], ticket));
    const wanted = await this.wanted(told);
    const rows: Notification[] = [];
    // In one order, so that two events about the same people don't wait for each other.
    for (const telling of [...told].sort((a, b) => (a.recipientId < b.recipientId ? -1 : 1))) {
      const recipient = recipients.get(telling.recipientId);
      if (!recipient || (seen && !seen.has(recipient.id))) continue;
      for (const channel of this.channelsOf(telling, recipient, wanted)) {
        const way = await this.way(event, telling, channel, recipient);
        if (way) rows.push(this.row(event, telling, channel, way));
      }
    }
    for (let from = 0; from < rows.length; from += AT_ONCE) await database.repository(Notification).insert(rows.slice(from, from + AT_ONCE));
    for (const { channel, recipientId, id } of rows) if (channel === IN_APP) database.afterCommit(() => live.publish(bellTopic(recipientId), id, id));
    if (rows.some(({ state }) => state === WAITING)) database.afterCommit(onWaiting);
  }

  /**
   * The recipients, but for those who are gone. Holds their rows: should they show their address at this very moment, they
   * either have done so, or release what is held afterwards; and two replies at once make one leader.
   */
  private async hold(told: readonly Telling[]): Promise<Map<string, User>> {
    const { database } = this.parts;
    const ids = [...new Set(told.map(({ recipientId }) => recipientId))];
    const lock = database.isEmbedded ? {} : { lock: { mode: 'pessimistic_write' as const } };
    const people = await database.repository(User).find({ where: { id: In(ids) }, order: { id: 'ASC' }, ...lock });
    return new Map(people.filter(({ erasedAt }) => erasedAt === null).map((person) => [person.id, person]));
  }

  private async wanted(told: readonly Telling[]): Promise<Map<NewsKind, (userId: string) => NotificationChannel[]>> {
    const byKind = new Map<NewsKind, string[]>();
    for (const { kind, recipientId } of told) if (isNews(kind)) byKind.set(NEWS[kind], [...(byKind.get(NEWS[kind]) ?? []), recipientId]);
    const wanted = new Map<NewsKind, (userId: string) => NotificationChannel[]>();
    for (const [kind, ids] of byKind) wanted.set(kind, await this.parts.choices.wanted(ids, kind));
    return wanted;
  }

  /** Who can't come in any more is told of nothing but their account, which they can't choose not to be. */
  private channelsOf(
    { kind, channel: only }: Telling,
    recipient: User,
    wanted: ReadonlyMap<NewsKind, (userId: string) => NotificationChannel[]>,
  ): NotificationChannel[] {
    if (recipient.deactivatedAt !== null && !isAboutAccount(kind)) return [];
    if (!isNews(kind)) return [only ?? MAIL];
    const chosen = wanted.get(NEWS[kind])?.(recipient.id) ?? [];
    return chosen.filter((channel) => (only ?? channel) === channel && this.parts.channels.includes(channel) && reachable(channel, recipient, kind));
  }

  /** How it is told over the channel; null when it is not, by now or ever. */
  private async way(event: EventRow, { recipientId, kind, ticketId }: Telling, channel: NotificationChannel, recipient: User): Promise<Way | null> {
    const now = this.parts.clock.now();
    if (channel === IN_APP) return { state: SENT, carriedById: null, sentAt: now, dueAt: null };
    if (channel === SMS && isNews(kind) && (await hasTextsEnough(this.parts.database, recipientId, now))) return null;
    if (channel !== MAIL) return { state: WAITING, carriedById: null, sentAt: null, dueAt: now };
    const leaderId = ticketId === undefined ? null : await this.leaders.join({ recipientId, ticketId, kind, at: event.at });
    if (leaderId !== null) return { state: CARRIED, carriedById: leaderId, sentAt: null, dueAt: null };
    const state = stateOfMail(recipient, kind);
    return state && { state, carriedById: null, sentAt: null, dueAt: state === WAITING ? dueOf(kind, event.at, now) : null };
  }

  private row(event: EventRow, { recipientId, kind, address, ticketId }: Telling, channel: NotificationChannel, way: Way): Notification {
    const now = this.parts.clock.now();
    return {
      ...waiting(now),
      ...way,
      id: newId(),
      eventId: event.id,
      recipientId,
      channel,
      kind,
      ticketId: ticketId ?? null,
      seq: event.seq,
      address: address ?? null,
      problem: null,
      providerId: null,
      createdAt: now,
      readAt: null,
    };
  }
}

/** Whether the mail goes out or is held back until its recipient has shown that mail reaches them; null when it is dropped. */
const stateOfMail = ({ emailVerifiedAt }: Pick<User, 'emailVerifiedAt'>, kind: NotificationKind): NotificationState | null =>
  STATES[emailVerifiedAt === null ? withoutProof(kind) : 'sent'];
