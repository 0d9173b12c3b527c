import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { objectionsTo, type SendGridMail } from './sendgrid-rules';

/** What it does with a mail that it could take. */
export type Mood = 'take' | 'hang' | 'takeAndCut' | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly message?: string };

/** One thing that SendGrid tells of a mail. */
export interface SendGridEvent {
  readonly event: string;
  readonly email: string;
  readonly notification_id?: string;
  readonly [name: string]: unknown;
}

/** SendGrid on this machine: checks every request against its published rules, and answers as the spec says. */
export class SendGridDouble {
  /** How many requests came, of whatever kind. */
  asked = 0;
  /** The mails that it took, whether it said so or not. */
  readonly accepted: SendGridMail[] = [];
  /** What it objected to: a spec in which mail is right finds none. */
  readonly objections: string[] = [];
  private readonly messageIds = new Map<SendGridMail, string>();
  mood: Mood | ((mail: SendGridMail) => Mood) = 'take';
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly server: Server = createServer((request, response) => {
    this.answer(request, response).catch(() => response.destroy()); // whoever asked has hung up
  });

  constructor(private readonly apiKey = 'SG.key') {}

  start(): Promise<void> {
    return new Promise((done) => this.server.listen(0, '127.0.0.1', done));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
  }

  /** For SENDGRID_WEBHOOK_KEY. */
  get verificationKey(): string {
    return this.keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  }

  /** How often it took each of the notifications. */
  takenTimes(): Map<string, number> {
    const times = new Map<string, number>();
    for (const { custom_args } of this.accepted) {
      const id = custom_args['notification_id'] ?? 'none';
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    return times;
  }

  /** What it calls a mail that it took. */
  messageIdOf(mail: SendGridMail): string {
    const id = this.messageIds.get(mail) ?? randomUUID().replaceAll('-', '').slice(0, 22);
    this.messageIds.set(mail, id);
    return id;
  }

  /** What it tells of a mail that it took. */
  eventOf(mail: SendGridMail, event: string, more: Readonly<Record<string, unknown>> = {}): SendGridEvent {
    const email = mail.personalizations[0]?.to[0]?.email ?? '';
    return { event, email, ...mail.custom_args, timestamp: Math.floor(Date.now() / 1000), sg_event_id: randomUUID(), ...more };
  }

  /** The request by which it tells of them, signed at that time. */
  signed(events: readonly SendGridEvent[], at: Date): { readonly body: string; readonly headers: Record<string, string> } {
    const body = JSON.stringify(events);
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const signature = createSign('sha256').update(timestamp + body).sign(this.keys.privateKey, 'base64');
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-twilio-email-event-webhook-signature': signature,
        'x-twilio-email-event-webhook-timestamp': timestamp,
      },
    };
  }

  /** Tells the server at that origin. Resolves to the status that it answers. */
  async tell(origin: string, events: readonly SendGridEvent[], at = new Date()): Promise<number> {
    const response = await fetch(`${origin}/webhooks/sendgrid/events`, { method: 'POST', ...this.signed(events, at) });
    await response.arrayBuffer();
    return response.status;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    this.asked++;
    const refused = this.refusal(request);
    if (refused) return this.refuse(response, ...refused);
    const mail: unknown = JSON.parse(body);
    const objections = objectionsTo(mail);
    if (objections.length > 0) {
      this.objections.push(...objections.map(({ field, message }) => `${field}: ${message}`));
      return this.send(response, 400, { errors: objections });
    }
    this.follow(mail as SendGridMail, response);
  }

  private follow(mail: SendGridMail, response: ServerResponse): void {
    const mood = typeof this.mood === 'function' ? this.mood(mail) : this.mood;
    if (mood === 'hang') return;
    if (typeof mood === 'object') return this.send(response, mood.status, { errors: [{ message: mood.message ?? 'later', field: null, help: null }] }, mood.headers);
    this.accepted.push(mail);
    if (mood === 'takeAndCut') response.socket?.resetAndDestroy();
    else response.writeHead(202, { 'x-message-id': this.messageIdOf(mail) }).end();
  }

  private refusal({ method, url, headers }: IncomingMessage): [number, string] | null {
    if (url !== '/v3/mail/send') return [404, 'not found'];
    if (method !== 'POST') return [405, 'method not allowed'];
    if (headers.authorization !== `Bearer ${this.apiKey}`) return [401, 'The provided authorization grant is invalid, expired, or revoked'];
    if (!headers['content-type']?.startsWith('application/json')) return [415, 'Content-Type should be application/json.'];
    return null;
  }

  private refuse(response: ServerResponse, status: number, message: string): void {
    if (status !== 401) this.objections.push(message);
    this.send(response, status, { errors: [{ message, field: null, help: null }] });
  }

  private send(response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }
}
