import { EventEmitter } from 'node:events';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { newId } from '../database';

/** Wakes a listener up; says what to read again, never what it now is. */
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

  constructor(private readonly log: Logger) {}

  /** Joins the other processes. Redis may come and go afterwards: listeners here are woken regardless. */
  async connect(url: string): Promise<void> {
    const open = (): Redis =>
      new Redis(url, { maxRetriesPerRequest: null }).on('error', (error) => this.log.warn({ err: error }, 'Redis is away'));
    this.publisher = open();
    this.subscriber = open();
    this.subscriber.on('message', (_channel: string, message: string) => this.receive(message));
    await this.subscriber.subscribe(CHANNEL);
  }

  /** Wakes everyone who listens to the topic. */
  publish(topic: string, id: string): void {
    this.emitter.emit(topic, id);
    this.publisher
      ?.publish(CHANNEL, JSON.stringify({ origin: this.origin, topic, id }))
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

  async close(): Promise<void> {
    this.subscriber?.disconnect();
    await this.publisher?.quit().catch(() => this.publisher?.disconnect());
  }

  private receive(message: string): void {
    const { origin, topic, id } = JSON.parse(message) as { origin: string; topic: string; id: string };
    if (origin !== this.origin) this.emitter.emit(topic, id);
  }
}
