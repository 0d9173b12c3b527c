import { EventEmitter } from 'node:events';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { newId } from '../database';

/** Wakes a listener up; says what to read again (an empty id: whatever it follows), never what it now is. */
export type WakeUp = (id: string) => void;

const CHANNEL = 'ccr:live';

/**
 * Tells readers in this process, and with Redis in every process, that something changed. It carries ids only: the
 * truth is the database, and who listens reads it through their own visibility.
 */
export class LiveBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly origin = newId();
  private publisher: Redis | undefined;
  private subscriber: Redis | undefined;
  private away = false;

  constructor(private readonly log: Logger) {}

  /**
   * Joins the other processes, now or as soon as Redis answers; it may come and go. Listeners here are woken
   * regardless, and all of them whenever Redis comes back: something may have happened elsewhere meanwhile.
   */
  connect(url: string): void {
    const open = (options: object): Redis =>
      new Redis(url, { maxRetriesPerRequest: null, ...options }).on('error', () => this.redisIsAway());
    this.publisher = open({ enableOfflineQueue: false }); // wake-ups are of no use later
    this.subscriber = open({ autoResubscribe: false })
      .on('message', (_channel: string, message: string) => this.receive(message))
      .on('ready', () => void this.join());
  }

  /** Wakes everyone who listens to the topic. */
  publish(topic: string, id: string): void {
    this.emitter.emit(topic, id);
    if (this.publisher?.status !== 'ready') return;
    this.publisher
      .publish(CHANNEL, JSON.stringify({ origin: this.origin, topic, id }))
      .catch((error: unknown) => this.log.warn({ err: error }, 'Other processes could not be woken'));
  }

  /** Listens from this call on. Returns how to stop. */
  listen(topics: readonly string[], wakeUp: WakeUp): () => void {
    topics.forEach((topic) => this.emitter.on(topic, wakeUp));
    return () => topics.forEach((topic) => this.emitter.off(topic, wakeUp));
  }

  /** How many listeners there are, over all topics. */
  get listenerCount(): number {
    return this.emitter.eventNames().reduce((sum, topic) => sum + this.emitter.listenerCount(topic), 0);
  }

  close(): void {
    this.subscriber?.disconnect();
    this.publisher?.disconnect();
  }

  private async join(): Promise<void> {
    try {
      await this.subscriber?.subscribe(CHANNEL);
    } catch {
      return; // it went away again, and will be joined when it is back
    }
    if (this.away) this.log.info('Redis is back');
    this.away = false;
    for (const topic of this.emitter.eventNames()) this.emitter.emit(topic, '');
  }

  private redisIsAway(): void {
    if (!this.away) this.log.warn('Redis does not answer; other processes are woken again when it is back');
    this.away = true;
  }

  private receive(message: string): void {
    const { origin, topic, id } = JSON.parse(message) as { origin: string; topic: string; id: string };
    if (origin !== this.origin) this.emitter.emit(topic, id);
  }
}
