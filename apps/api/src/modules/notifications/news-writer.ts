import { TicketStatus } from '@ccr/domain';
import { type Database, LookUps } from '../../platform/database';
import { EventRow } from '../../platform/events';
import { plainText } from '../../platform/markdown';
import { User } from '../accounts';
import { Message, seesMessage } from '../conversation';
import { sees, Ticket } from '../tickets';
import { ExpertTopic } from '../topics';
import type { Notification } from './notification.entity';
import { isNews, type ToldNews } from './notification.kinds';
import { inOneLine } from './shortened';

/** A notification in few words. */
export interface NewsText {
  readonly title: string;
  /** Plain text, at most 140 characters. */
  readonly body: string;
  /** Where there is more, such as /tickets/K7Q2-M9XD. */
  readonly path: string;
}

const BODY = 140;
const SOMEBODY = 'Somebody';

/** What the words are made of. */
interface About {
  readonly event: EventRow;
  /** Null when it is about none. */
  readonly ticket: Ticket | null;
  /** Only what the recipient may see. */
  readonly message: Message | null;
  readonly nameOf: (id: unknown) => string;
}

type Words = Pick<NewsText, 'title' | 'body'>;

const subjectOf = ({ ticket }: About): string => ticket?.subject ?? '';
const aboutTicket =
  (title: string) =>
  (about: About): Words => ({ title, body: subjectOf(about) });

/** What somebody else did to a ticket that is assigned to the recipient. */
const MOVED: Partial<Record<string, string>> = {
  [TicketStatus.OPEN]: 'opened your ticket again',
  [TicketStatus.PENDING]: 'set your ticket to wait for the customer',
  [TicketStatus.RESOLVED]: 'marked your ticket as resolved',
  [TicketStatus.CLOSED]: 'closed your ticket',
};

const WORDS: Record<ToldNews, (about: About) => Words> = {
  ticketRaised: aboutTicket('We have your ticket'),
  ticketOffered: aboutTicket('A ticket has come in that nobody has'),
  agentAssigned: (about) => ({ title: `${about.nameOf(about.event.data['assigneeId'])} has your ticket`, body: subjectOf(about) }),
  ticketAssignedToYou: aboutTicket('A ticket is assigned to you'),
  replyReceived: ({ event, message, nameOf }) => ({
    title: event.actorId === null ? 'There is a first answer to your ticket' : `${nameOf(event.actorId)} replied`,
    body: message ? plainText(message.body) : '',
  }),
  ticketPending: aboutTicket('Your ticket waits for you'),
  ticketResolved: aboutTicket('Your ticket is solved'),
  ticketReopened: aboutTicket('Your ticket is open again'),
  ticketMerged: aboutTicket('Your ticket goes on in another one of yours'),
  ticketClosed: aboutTicket('Your ticket is closed'),
  assignedTicketMoved: (about) => ({ title: `${about.nameOf(about.event.actorId)} ${MOVED[String(about.event.data['to'])] ?? 'moved your ticket'}`, body: subjectOf(about) }),
  ticketRated: (about) => ({ title: `The help was rated ${Number(about.event.data['score'])} of 5`, body: subjectOf(about) }),
  feedbackAnswered: () => ({ title: 'Your feedback has an answer', body: 'Read what we wrote to you.' }),
  webhookPaused: ({ event }) => ({ title: 'A webhook is paused', body: `${String(event.data['host'])} does not take what we send.` }),
};

const PATHS: Partial<Record<ToldNews, string>> = { feedbackAnswered: '/feedback', webhookPaused: '/webhooks' };

/** Makes of notifications what the bell, a push or a text message says, each for its recipient and as things are now. */
export class NewsWriter {
  constructor(private readonly database: Database) {}

  /**
   * The words by the id of the notification. There are none for what is about an account, nor for a ticket that the
   * recipient does not see any more. Two statements, however many there are.
   */
  async of(notifications: readonly Notification[]): Promise<Map<string, NewsText>> {
    const news = notifications.filter((one): one is Notification & { kind: ToldNews } => isNews(one.kind as ToldNews));
    const lookUps = new LookUps(this.database);
    const [events, tickets, recipients, expertise] = await Promise.all([
      find(lookUps, EventRow, 'id', news.map(({ eventId }) => eventId)),
      find(lookUps, Ticket, 'id', news.map(({ ticketId }) => ticketId)),
      find(lookUps, User, 'id', news.map(({ recipientId }) => recipientId)),
      find(lookUps, ExpertTopic, 'agentId', news.map(({ recipientId }) => recipientId)),
    ]);
    const [messages, people] = await Promise.all([
      find(lookUps, Message, 'id', events.map(({ data }) => data['messageId'])),
      find(lookUps, User, 'id', events.flatMap(({ actorId, data }) => [actorId, data['assigneeId']])),
    ]);
    const [eventOf, ticketOf, recipientOf, messageOf, personOf] = [byId(events), byId(tickets), byId(recipients), byId(messages), byId(people)];
    const nameOf = (id: unknown): string => personOf.get(String(id))?.name ?? SOMEBODY;
    const texts = new Map<string, NewsText>();
    for (const { id, kind, eventId, ticketId, recipientId } of news) {
      const [event, recipient, ticket] = [eventOf.get(eventId), recipientOf.get(recipientId), ticketOf.get(ticketId ?? '') ?? null];
      if (!event || !recipient || (ticketId !== null && (!ticket || !isSeen(recipient, ticket, expertise)))) continue;
      const message = messageOf.get(String(event.data['messageId']));
      const about: About = { event, ticket, nameOf, message: message && seesMessage(recipient, message) ? message : null };
      const { title, body } = WORDS[kind](about);
      texts.set(id, { title, body: inOneLine(body, BODY), path: PATHS[kind] ?? `/tickets/${ticket?.reference ?? ''}` });
    }
    return texts;
  }
}

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));

async function find<T extends object>(lookUps: LookUps, entity: new () => T, column: string, values: readonly unknown[]): Promise<T[]> {
  const wanted = [...new Set(values.filter((value) => typeof value === 'string'))];
  return wanted.length === 0 ? [] : ((await lookUps.find({ entity, column, values: wanted, also: {} })) as T[]);
}

function isSeen({ id, role }: User, ticket: Ticket, expertise: readonly ExpertTopic[]): boolean {
  const topicIds = expertise.filter(({ agentId }) => agentId === id).map(({ topicId }) => topicId);
  return sees({ id, role, topicIds }, ticket);
}

