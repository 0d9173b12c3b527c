import type { Logger } from 'pino';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { OperationalError } from '../../platform/errors';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from '../../platform/delivery';
import { type Batch, LeasedQueue, Worker } from '../../platform/queue';
import type { Carried, Carrier } from './carrier';
import type { NotificationChannel } from './notification.channel';
import { MAX_PROBLEM, Notification, NotificationState } from './notification.entity';

/** Longer than the slowest may take, and the writing down after it. */
const LEASE_MS = 30_000;
/** Carriers give up after ten seconds by themselves. One that does not is left alone after this. */
const LONGEST_MS = 15_000;
/** The pauses double up to an hour, so it is given up after about a day. */
const MOST_TRIES = 40;
/** Each try after silence may be a copy, where the provider never says what it has. */
const MOST_TRIES_IN_SILENCE = 5;
/** SendGrid tells what it has within seconds, and calls again for hours while nobody answers; most of that is over by then. */
const TOLD_WITHIN_MS = 15 * 60 * 1_000;

/** Sent side by side. So many, that those which nobody answers leave room for others. */
const MOST_IN_HAND = 100;
/** Taken together, to spare the database. */
const HANDFUL = 25;

/** Told how each try has ended: in the state that the notification has after it. */
export type CountTry = (channel: NotificationChannel, state: NotificationState) => void;

/** Sends what waits to be sent over one channel: at least once, soon, and again with growing pauses while it can't be had. */
export class Outbox {
  private readonly queue: LeasedQueue<Notification>;
  private readonly worker: Worker;
  private readonly inHand = new Set<Promise<void>>();
  private moreIsDue = false;

  constructor(
    private readonly database: Database,
    private readonly carrier: Carrier,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly countTry: CountTry,
  ) {
    this.queue = new LeasedQueue(database, Notification, clock, LEASE_MS, { channel: carrier.channel });
    this.worker = new Worker(`outbox ${carrier.channel}`, () => this.round(), log);
  }

  start(): void {
    this.worker.start();
  }

  /** Something waits to be sent. */
  nudge(): void {
    this.worker.nudge();
  }

  /** Resolves when those in hand are sent. */
  async stop(): Promise<void> {
    await this.worker.stop();
    await Promise.all(this.inHand);
  }

  private async round(): Promise<boolean> {
    if (this.inHand.size > MOST_IN_HAND - HANDFUL) return false; // whichever ends asks again
    const batch = await this.queue.claim(HANDFUL);
    this.moreIsDue = batch.rows.length === HANDFUL;
    batch.rows.forEach((notification) => this.begin(batch, notification));
    return this.moreIsDue;
  }

  private begin(batch: Batch<Notification>, notification: Notification): void {
    const sending = this.deal(batch, notification)
      .then((state) => this.countTry(this.carrier.channel, state))
      .catch((error: unknown) => this.log.error({ err: error, notificationId: notification.id }, 'What became of a notification could not be written down'))
      .finally(() => {
        this.inHand.delete(sending);
        if (this.moreIsDue) this.nudge();
      });
    this.inHand.add(sending);
  }

  /** Resolves to the state that it has now. */
  private async deal(batch: Batch<Notification>, notification: Notification): Promise<NotificationState> {
    try {
      // Whoever had it died, perhaps after handing it over: to be asked about first.
      if (this.carrier.hearsBack && batch.abandoned.has(notification.id)) throw new DeliveryUnanswered('The server stopped before it knew whether it was sent.');
      return await this.settle(batch, notification, await this.deliver(notification));
    } catch (error) {
      return this.failed(batch, notification, error);
    }
  }

  private async deliver(notification: Notification): Promise<Carried> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DeliveryUnanswered('There was no answer in time.')), LONGEST_MS);
    });
    return Promise.race([this.carrier.deliver(notification), late]).finally(() => clearTimeout(timer));
  }

  private async settle(batch: Batch<Notification>, { id }: Notification, { state, providerId = null, problem = null }: Carried): Promise<NotificationState> {
    const { SENT, CANCELLED, CARRIED } = NotificationState;
    const sentAt = state === SENT ? this.clock.now() : null;
    await this.database.unitOfWork(async () => {
      const settled = await this.queue.complete(batch, [id], { state, providerId, problem, sentAt });
      // What rides on it goes nowhere without it.
      if (settled > 0 && state === CANCELLED) await this.database.manager.update(Notification, { carriedById: id, state: CARRIED }, { state });
    });
    return state;
  }

  private async failed(batch: Batch<Notification>, notification: Notification, error: unknown): Promise<NotificationState> {
    const { FAILED, UNKNOWN, WAITING } = NotificationState;
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, MAX_PROBLEM);
    const about = { err: error, notificationId: notification.id, kind: notification.kind };
    const refused = error instanceof DeliveryRefused;
    const silence = error instanceof DeliveryUnanswered && !this.carrier.hearsBack;
    if (refused || notification.attempts >= (silence ? MOST_TRIES_IN_SILENCE : MOST_TRIES)) {
      this.log.error(about, refused ? 'A notification was refused for good' : 'A notification was given up after many tries');
      await this.queue.complete(batch, [notification.id], { state: FAILED, problem });
      return FAILED;
    }
    if (error instanceof DeliveryUnanswered && this.carrier.hearsBack) {
      this.log.warn(about, 'Nobody knows whether a notification was sent; the provider has time to say so');
      const dueAt = new Date(this.clock.now().getTime() + TOLD_WITHIN_MS);
      await this.queue.postpone(batch, notification, dueAt, { state: UNKNOWN, problem });
      return UNKNOWN;
    }
    // What is not the weather is our own mistake; it waits until that is mended.
    this.log[error instanceof OperationalError ? 'warn' : 'error'](about, 'A notification could not be sent; it will be tried again');
    const wait = error instanceof DeliveryUnavailable ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
    await this.queue.retry(batch, notification, { state: WAITING, problem }, wait);
    return WAITING;
  }
}
