import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface TwilioRequest {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Record<string, string>;
}

type Answer = (response: ServerResponse) => void;

export const TWILIO_ACCOUNT = { sid: `AC${'0'.repeat(32)}`, token: 'a-secret-token', from: '+15005550006' };
export const TWILIO_SID = `SM${'1'.repeat(32)}`;

/** An answer with that status; the body as it is when it is a text, else as JSON. */
export const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));

/** Stands in for Twilio on a port of its own: keeps what it is asked, and answers as it is told. */
export class TwilioDouble {
  readonly requests: TwilioRequest[] = [];
  answer: Answer = answering(201, { sid: TWILIO_SID, status: 'queued' });
  private readonly server = createServer((request, response) => {
    const { method, url, headers } = request;
    void text(request).then((body) => {
      this.requests.push({ line: `${method} ${url}`, headers, form: Object.fromEntries(new URLSearchParams(body)) });
      this.answer(response);
    });
  });

  start(): Promise<void> {
    return new Promise((done) => this.server.listen(0, '127.0.0.1', done));
  }

  url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** What makes the whole application send its text messages here. */
  settings(): Record<string, string> {
    const { sid, token, from } = TWILIO_ACCOUNT;
    return { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from, TWILIO_BASE_URL: this.url() };
  }

  /** The text messages to a number, oldest first. */
  textsTo(number: string): string[] {
    return this.requests.filter(({ form }) => form['To'] === number).map(({ form }) => form['Body'] ?? '');
  }

  stop(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => done()); // also when it was stopped before
      this.server.closeAllConnections();
    });
  }
}
