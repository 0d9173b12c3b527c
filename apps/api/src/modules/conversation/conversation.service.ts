import { isStaff, MessageKind } from '@ccr/domain';
import { MoreThan, Not } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { badInput, notFound } from '../../platform/errors';
import type { EventLog } from '../../platform/events';
import type { Idempotency } from '../../platform/idempotency';
import type { Throttle } from '../../platform/throttle';
import { seesNotes, type Ticket, ticketConflict, type TicketService, timesAfter } from '../tickets';
import { messageSent } from './conversation.events';
import { Message } from './message.entity';
import { seesMessage } from './message.policy';
import type { Presence } from './presence';

/** What someone says in a ticket. */
export interface NewMessage {
  readonly ticketId: string;
  readonly body: string;
  readonly kind: MessageKind;
  readonly replyToId?: string | null | undefined;
  /** The last message that the author had seen. */
  readonly seenSeq?: number | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

interface Parts {
  readonly database: Database;
  readonly events: EventLog;
  readonly idempotency: Idempotency;
  readonly tickets: TicketService;
  readonly presence: Presence;
  readonly clock: Clock;
  /** Counts what each person sends. */
  readonly pace: Throttle;
}

/** What people say in tickets. */
export class ConversationService {
  constructor(private readonly parts: Parts) {}

  /**
   * Sends a message. A customer's reply opens a PENDING or RESOLVED ticket again.
   * @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT when the ticket is CLOSED or somebody else wrote after `seenSeq`,
   * BAD_USER_INPUT when a reply would show a note, or RATE_LIMITED.
   */
  async send(viewer: Viewer, { clientMutationId, ...message }: NewMessage): Promise<{ message: Message; ticket: Ticket }> {
    const { database, idempotency, tickets, presence, pace } = this.parts;
    const verb = message.kind === MessageKind.NOTE ? 'note' : 'reply';
    const attempt = { viewer, operation: 'sendMessage', clientMutationId, admit: () => pace.count(viewer.id) };
    const id = await idempotency.once(attempt, async (id) => {
      await tickets.act(viewer, message.ticketId, verb, (ticket) => this.append(id, viewer, ticket, message));
    });
    presence.setTyping(message.ticketId, viewer.id, null);
    const sent = await database.repository(Message).findOneByOrFail({ id });
    return { message: sent, ticket: await tickets.get(viewer, sent.ticketId) };
  }

  private async append(id: string, viewer: Viewer, ticket: Ticket, message: NewMessage): Promise<void> {
    const { database, events } = this.parts;
    const { body, kind, replyToId, seenSeq } = message;
    const internal = kind === MessageKind.NOTE;
    if (seenSeq != null) await this.insistOnSeen(viewer, ticket, seenSeq);
    const replyTo = replyToId == null ? null : await this.quoted(viewer, ticket, replyToId, kind);
    const event = await events.record(ticket, messageSent(viewer.id, id, internal), internal ? {} : this.replied(viewer, ticket));
    const row = Object.assign(new Message(), {
      id,
      ticketId: ticket.id,
      seq: event.seq,
      kind,
      body: body.trim(),
      authorId: viewer.id,
      automatic: false,
      replyToId: replyTo?.id ?? null,
      createdAt: event.at,
    });
    await database.manager.insert(Message, row);
  }

  /** The customer waits from now on; an answer of the staff ends that. */
  private replied({ role }: Viewer, ticket: Ticket): Partial<Ticket> {
    const { clock, tickets } = this.parts;
    const at = clock.now();
    return { ...timesAfter(ticket, { at, ...(isStaff(role) ? { answered: true } : { waitsSince: at }) }), ...tickets.touched(ticket, at) };
  }

  /** Nobody answers past what somebody wrote meanwhile. What the shop says by itself is no news to wait for. */
  private async insistOnSeen(viewer: Viewer, ticket: Ticket, seenSeq: number): Promise<void> {
    const unseen = { ticketId: ticket.id, seq: MoreThan(seenSeq), authorId: Not(viewer.id), automatic: false };
    const visible = seesNotes(viewer) ? {} : { kind: MessageKind.REPLY };
    if (!(await this.parts.database.repository(Message).existsBy({ ...unseen, ...visible }))) return;
    throw ticketConflict(viewer, ticket, 'Somebody wrote meanwhile. Read it, then send.');
  }

  /** The message that is answered: one of this ticket that the viewer may see. What customers read never quotes a note. */
  private async quoted(viewer: Viewer, ticket: Ticket, id: string, kind: MessageKind): Promise<Message> {
    const message = await this.parts.database.repository(Message).findOneBy({ id, ticketId: ticket.id });
    if (!message || message.id !== id || !seesMessage(viewer, message)) throw notFound('message in this ticket');
    if (kind === MessageKind.REPLY && message.kind === MessageKind.NOTE) {
      throw badInput('input.replyToId', 'The customer would read a note. Write a note too, or answer a reply.');
    }
    return message;
  }
}
