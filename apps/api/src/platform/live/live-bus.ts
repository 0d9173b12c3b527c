import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { newId } from '../database';
import { RedisLink } from './redis-link';

/** Wakes a listener up; says what to read again (an empty id: whatever it follows), never what it now is. */
export type WakeUp = (id: string) => void;

/** What is told. `row` is the id of the row that says the same, for whoever it does not reach. */
export interface Notice {
  readonly topics: readonly string[];
  readonly id: string;
  readonly row?: string | undefined;
}

/** How many notices are kept for the others while Redis is away, the newest of them. */
const KEPT = 1_000;
/** For how long it is known which rows were told: longer than whoever looks them up looks back. */
const TOLD_FOR_MS = 60_000;
/** What is longer is none of ours: a notice names a few topics. */
const MOST_CHARACTERS = 100_000;

interface Message extends Notice {
  readonly origin: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether it is what this version sends. Another one, or another program, may send anything. */
function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, topics, id, row } = value as Partial<Record<keyof Message, unknown>>;
  return isText(origin) && isText(id) && (row === undefined || isText(row)) && Array.isArray(topics) && topics.every(isText);
}

/**
 * Tells readers in this process, and with Redis in every process, that something changed. It carries ids only: the
 * truth is the database, and who listens reads it through their own visibility. Presence alone, which is in no
 * database, says what there is to know in place of an id.
 */
export class LiveBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly origin = newId();
  /** The rows that listeners here were woken for, the newest last, and when. */
  private readonly told = new Map<string, number>();
  private isPuzzled = false;
  private unsent: string[] = [];
  private link: RedisLink | undefined;
  private joinedAt: number | null = null;

  constructor(private readonly log: Logger) {}

  /**
   * Joins the other processes, now or as soon as Redis answers; it may come and go. Listeners here are woken
   * regardless, and all of them whenever Redis comes back: something may have happened elsewhere meanwhile.
   */
  connect(url: string): void {
    this.link = new RedisLink(url, this.origin, {
      received: (text) => this.receive(text),
      up: () => this.joined(),
      down: () => this.lost(),
    });
  }

  /** Wakes those who listen to the topic in this process. */
  wake(topic: string, id: string): void {
    this.emitter.emit(topic, id);
  }

  /** Wakes those who listen to the topics in this process, unless they were woken for that row. */
  tell({ topics, id, row }: Notice): void {
    if (row !== undefined) {
      if (this.told.has(row)) return;
      this.forgetOld();
      this.told.set(row, Date.now());
    }
    topics.forEach((topic) => this.wake(topic, id));
  }

  /**
   * Wakes everyone who listens to the topic, or to one of them. What is told of one row twice wakes them once, and of no
   * topics wakes nobody: whoever tells more of that row later is not heard here.
   */
  publish(topics: string | readonly string[], id: string, row?: string): void {
    const notice: Notice = { topics: [topics].flat(), id, row };
    this.tell(notice);
    if (!this.link || notice.topics.length === 0) return;
    const text = JSON.stringify({ origin: this.origin, ...notice });
    void this.link.send(text).then((isSent) => {
      if (!isSent) this.unsent = [...this.unsent, text].slice(-KEPT);
    });
  }

  /** Listens from this call on. Returns how to stop. */
  listen(topics: readonly string[], wakeUp: WakeUp): () => void {
    topics.forEach((topic) => this.emitter.on(topic, wakeUp));
    return () => topics.forEach((topic) => this.emitter.off(topic, wakeUp));
  }

  /** Has every listener here read again whatever it follows. */
  wakeAll(): void {
    for (const topic of this.emitter.eventNames()) this.emitter.emit(topic, '');
  }

  /** Whether the listeners here were woken for the row, within the last minute. */
  hasTold(row: string): boolean {
    return this.told.has(row);
  }

  /** How many listeners there are, over all topics. */
  get listenerCount(): number {
    return this.emitter.eventNames().reduce((sum, topic) => sum + this.emitter.listenerCount(topic), 0);
  }

  /** For how long what the other processes tell has arrived here; null while it does not. */
  get joinedForMs(): number | null {
    return this.joinedAt === null ? null : Date.now() - this.joinedAt;
  }

  close(): void {
    this.link?.close();
  }

  private joined(): void {
    this.joinedAt = Date.now();
    this.log.info('The other processes can be reached over Redis');
    const unsent = this.unsent;
    this.unsent = [];
    for (const text of unsent) void this.link?.send(text);
    this.wakeAll();
  }

  private lost(): void {
    this.joinedAt = null;
    this.log.warn('Redis does not answer; what other processes do is looked up in the database until it does');
  }

  private forgetOld(): void {
    const before = Date.now() - TOLD_FOR_MS;
    for (const [row, at] of this.told) {
      if (at > before) return;
      this.told.delete(row);
    }
  }

  /** Whatever has come: nothing is thrown into the connection, where it would end the process. */
  private receive(text: string): void {
    try {
      const message: unknown = text.length > MOST_CHARACTERS ? null : JSON.parse(text);
      if (!isMessage(message)) throw new TypeError('This is no notice');
      if (message.origin !== this.origin) this.tell(message);
    } catch (error) {
      if (!this.isPuzzled) this.log.warn({ err: error }, 'Something came over Redis that this version does not understand; it is dropped, as whatever is like it');
      this.isPuzzled = true;
    }
  }
}
