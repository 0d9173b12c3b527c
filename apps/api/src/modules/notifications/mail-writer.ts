import type { SecretKey } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { EventRow } from '../../platform/events';
import type { Mail } from '../../platform/mail';
import { User } from '../accounts';
import { Rating } from '../feedback';
import { Ticket } from '../tickets';
import { accountWords, welcome } from './account.mails';
import { composeMail } from './compose-mail';
import { feedbackAnswered } from './feedback.mails';
import type { Sender, Words } from './mail-words';
import type { NewsKind } from './news-kind';
import type { Notification } from './notification.entity';
import { isAboutAccount, isNews, NEWS, type NotificationKind, type TicketKind, withoutProof } from './notification.kinds';
import { ReplyPacing } from './pacing/reply-pacing';
import { whoSees } from './telling/sight';
import { ticketWords } from './ticket.mails';
import { tokenOf, unsubscribeUrl } from './unsubscribe/unsubscribe.token';
import { webhookPaused } from './webhook.mails';

/** Makes the mail of a notification, as things are now. Codes and links are made here and kept nowhere. */
export class MailWriter {
  private readonly pacing: ReplyPacing;

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretKey,
    private readonly sender: Sender,
  ) {
    this.pacing = new ReplyPacing(database);
  }

  /** Null when nobody needs it any more: the recipient was erased or deactivated, has read it all, or may not see the ticket any more. */
  async write(notification: Notification): Promise<Mail | null> {
    const { id, eventId, recipientId, address, ticketId } = notification;
    const kind = notification.kind as NotificationKind;
    const recipient = await this.database.repository(User).findOneByOrFail({ id: recipientId });
    // Who can't come in any more is told of nothing but their account.
    if (recipient.erasedAt !== null || (recipient.deactivatedAt !== null && isNews(kind))) return null;
    const event = await this.database.repository(EventRow).findOneByOrFail({ id: eventId });
    const words = await this.words(kind, notification, event, recipient);
    if (words === null) return null;
    // Someone may have given a stranger's address, and a name is a text of their choice.
    const name = withoutProof(kind) === 'sent' ? '' : recipient.name;
    const url = isNews(kind) ? this.wayOut(recipientId, NEWS[kind]) : null;
    return composeMail({ id, kind, to: { name, email: address ?? recipient.email }, ticketId, unsubscribeUrl: url }, words, this.sender);
  }

  private wayOut(userId: string, kind: NewsKind): string {
    return unsubscribeUrl(this.sender.publicUrl, tokenOf(this.secrets, { userId, kind }));
  }

  private async words(kind: NotificationKind, notification: Notification, event: EventRow, recipient: User): Promise<Words | null> {
    if (kind === 'welcome') return welcome(recipient, this.sender);
    if (isAboutAccount(kind)) {
      const actor = await this.person(event.actorId);
      return accountWords(kind, { event, recipient, actor, secrets: this.secrets }, this.sender);
    }
    if (kind === 'feedbackAnswered') return feedbackAnswered(this.sender);
    if (kind === 'webhookPaused') return webhookPaused(event, this.sender);
    if (!isNews(kind)) throw new Error(`Nobody knows how to write a mail of kind ${kind}`);
    return this.aboutTicket(kind, notification, event, recipient);
  }

  private async aboutTicket(kind: TicketKind, notification: Notification, event: EventRow, recipient: User): Promise<Words | null> {
    const ticket = await this.database.repository(Ticket).findOneBy({ id: event.streamId });
    if (!ticket) throw new Error(`There is no ticket to write a mail of kind ${kind} about`);
    if (!(await whoSees(this.database, [recipient], ticket)).has(recipient.id)) return null;
    const unread = kind === 'replyReceived' ? await this.pacing.gather(notification) : null;
    if (kind === 'replyReceived' && unread === null) return null;
    const [assignee, actor, rating] = await Promise.all([
      // The mail of an assignment names whom it was assigned to, also when it is somebody else's by now.
      this.person(event.data['assigneeId'] ?? ticket.assigneeId),
      this.person(event.actorId),
      this.database.repository(Rating).findOneBy({ ticketId: ticket.id }),
    ]);
    return ticketWords(kind, { ticket, recipient, assignee, actor, rating, unread }, this.sender);
  }

  private person(id: unknown): Promise<User | null> {
    return id ? this.database.repository(User).findOneBy({ id: String(id) }) : Promise.resolve(null);
  }
}
