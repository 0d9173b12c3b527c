import { Redis } from 'ioredis';

/** The number is that of the shape of what is sent: in a rolling update an older process must not get what it can't read. */
const CHANNEL = 'ccr:live:2';
const BEAT_MS = 1_000;
/** So many beats may go unheard: one process alone may be busy for a second. */
const LOST_BEATS = 3;
/** A Redis that takes longer than this is as good as none: the connection is given up and opened anew. */
const PATIENCE_MS = 3_000;

interface Listener {
  /** What another process, or this one, has sent. */
  received(text: string): void;
  /** What is sent arrives from now on; before, something may have been missed. */
  up(): void;
  down(): void;
}

/**
 * The way over Redis to the other processes. Each second it sends itself a word: only that it comes back shows that
 * what is sent arrives, whatever the connections say. A Redis that has stopped answering keeps them open.
 */
export class RedisLink {
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly timer: NodeJS.Timeout;
  private unheard = LOST_BEATS;
  private isUp = false;

  constructor(
    url: string,
    private readonly own: string,
    private readonly listener: Listener,
  ) {
    const common = { connectTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, maxRetriesPerRequest: null, autoResendUnfulfilledCommands: false };
    const open = (options: object): Redis => new Redis(url, { ...common, ...options }).on('error', () => undefined);
    this.publisher = open({ enableOfflineQueue: false }).on('ready', () => this.sendBeat());
    this.subscriber = open({ autoResubscribe: false })
      .on('message', (channel: string, text: string) => (channel === CHANNEL ? listener.received(text) : this.heardBeat()))
      .on('ready', () => void this.join())
      .on('close', () => this.lost());
    this.timer = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  /** Resolves to whether Redis has taken it. */
  async send(text: string): Promise<boolean> {
    return this.publish(CHANNEL, text);
  }

  close(): void {
    clearInterval(this.timer);
    this.subscriber.removeAllListeners('close').disconnect();
    this.publisher.disconnect();
  }

  private async join(): Promise<void> {
    try {
      await this.subscriber.subscribe(CHANNEL, `${CHANNEL}:${this.own}`);
      this.sendBeat();
    } catch {
      // It went away again, and is joined when it is back.
    }
  }

  private beat(): void {
    this.unheard++;
    if (this.unheard > LOST_BEATS) this.lost();
    this.sendBeat();
  }

  private sendBeat(): void {
    void this.publish(`${CHANNEL}:${this.own}`, '');
  }

  private heardBeat(): void {
    this.unheard = 0;
    if (this.isUp) return;
    this.isUp = true;
    this.listener.up();
  }

  private lost(): void {
    if (!this.isUp) return;
    this.isUp = false;
    this.listener.down();
  }

  private async publish(channel: string, text: string): Promise<boolean> {
    if (this.publisher.status !== 'ready') return false;
    return this.publisher.publish(channel, text).then(
      () => true,
      () => false,
    );
  }
}
