import type { Logger } from 'pino';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { OperationalError } from '../../platform/errors';
import { EventRow } from '../../platform/events';
import { type Mail, MailRefused, type MailTransport, MailUnavailable, renderMail } from '../../platform/mail';
import { type Batch, LeasedQueue, Worker } from '../../platform/queue';
import { User } from '../accounts';
import { Ticket } from '../tickets';
import { Notification, NotificationState } from './notification.entity';
import { wordsOf } from './notification.mails';
import type { NotificationKind } from './notification.rules';

/** A batch is sent all at once, and the slowest transport gives up after ten seconds. */
const LEASE_MS = 20_000;
const MAX_PROBLEM = 500;

/** How the shop presents itself in mails. */
export interface Sender {
  readonly shopName: string;
  readonly publicUrl: string;
}

/** Sends what waits to be sent: at least once, soon, and again with growing pauses while the transport is away. */
export class Outbox {
  private readonly queue: LeasedQueue<Notification>;
  private readonly worker: Worker;

  constructor(
    private readonly database: Database,
    private readonly transport: MailTransport,
    private readonly sender: Sender,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.queue = new LeasedQueue(database, Notification, clock, LEASE_MS);
    this.worker = new Worker('outbox', () => this.round(), log);
  }

  start(): void {
    this.worker.start();
  }

  /** Something waits to be sent. */
  nudge(): void {
    this.worker.nudge();
  }

  /** Resolves when the mails in hand are sent. */
  async stop(): Promise<void> {
    await this.worker.stop();
  }

  private async round(): Promise<boolean> {
    const batch = await this.queue.claim();
    await Promise.all(batch.rows.map((notification) => this.send(batch, notification)));
    return batch.rows.length > 0;
  }

  private async send(batch: Batch<Notification>, notification: Notification): Promise<void> {
    try {
      await this.transport.send(await this.mailOf(notification));
      await this.queue.complete(batch, [notification.id], {
        state: NotificationState.SENT,
        sentAt: this.clock.now(),
        problem: null,
      });
    } catch (error) {
      await this.failed(batch, notification, error);
    }
  }

  private async failed(batch: Batch<Notification>, notification: Notification, error: unknown): Promise<void> {
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, MAX_PROBLEM);
    const about = { err: error, notificationId: notification.id, kind: notification.kind };
    if (error instanceof MailRefused) {
      this.log.error(about, 'A mail was refused for good');
      await this.queue.complete(batch, [notification.id], { state: NotificationState.FAILED, problem });
      return;
    }
    // What is not the weather is our own mistake; the mail waits until it is mended.
    this.log[error instanceof OperationalError ? 'warn' : 'error'](about, 'A mail could not be sent; it will be tried again');
    const wait = error instanceof MailUnavailable ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
    await this.queue.retry(batch, notification, { problem }, wait);
  }

  private async mailOf({ id, kind, eventId, recipientId }: Notification): Promise<Mail> {
    const recipient = await this.database.repository(User).findOneByOrFail({ id: recipientId });
    const event = await this.database.repository(EventRow).findOneByOrFail({ id: eventId });
    const ticket = await this.database.repository(Ticket).findOneBy({ id: event.streamId });
    // The mail of an assignment names whom it was assigned to, also when it is somebody else's by now.
    const assigneeId = event.data['assigneeId'] ?? ticket?.assigneeId;
    const assignee = assigneeId ? await this.database.repository(User).findOneBy({ id: String(assigneeId) }) : null;
    const about = { ...this.sender, recipient, assignee, ...(ticket && { ticket }) };
    const { subject, ...content } = wordsOf(kind as NotificationKind, about);
    return { id, to: { name: recipient.name, email: recipient.email }, subject, ...renderMail(content) };
  }
}
