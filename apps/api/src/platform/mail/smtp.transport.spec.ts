import type { AddressInfo, Server as TcpServer } from 'node:net';
import { createServer } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from '../delivery';
import type { Mail } from './mail';
import { SmtpTransport } from './smtp.transport';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const MAIL: Mail = {
  id: 'mail-1',
  kind: 'agentAssigned',
  to: { name: 'Ann Rao', email: 'ann@example.com' },
  subject: 'Gita has your ticket ✓',
  text: 'Grüße,\n.\nGita',
  html: '<p>Grüße</p>',
  thread: 'ticket-42',
  unsubscribeUrl: null,
};
const PASSWORD = 's3cr%t pass';

interface Received {
  readonly from: string;
  readonly to: string[];
  readonly user: string | undefined;
  readonly isEncrypted: boolean;
  readonly mail: Email;
}

/** A real mail server that keeps what it gets; `answers` replaces what it says to a step. */
class MailServer {
  readonly received: Received[] = [];
  private server: SMTPServer | undefined;

  async start(answers: SMTPServerOptions = {}): Promise<string> {
    const server = new SMTPServer({
      authOptional: true,
      onAuth: ({ username, password }, _session, done) =>
        password === PASSWORD ? done(null, { user: username }) : done(Object.assign(new Error('No such user ann@example.com'), { responseCode: 535 })),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            this.received.push({
              from: mailFrom ? mailFrom.address : '',
              to: rcptTo.map(({ address }) => address),
              user: session.user as string | undefined,
              isEncrypted: session.secure,
              mail,
            });
            done();
          });
        });
      },
      ...answers,
    });
    server.on('error', () => undefined); // a client that hangs up is what some of the tests are about
    this.server = server;
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  }

  stop = () => new Promise<void>((stopped) => (this.server ? this.server.close(() => stopped()) : stopped()));
}

let server: MailServer;
beforeEach(() => (server = new MailServer()));
afterEach(() => server.stop());

const PLAIN: SMTPServerOptions = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };
const transport = (host: string, { timeoutMs = 5_000, scheme = 'smtp', login = '' } = {}) =>
  new SmtpTransport({ from: FROM, url: `${scheme}://${login}${host}`, timeoutMs });
const failure = (sender: SmtpTransport, mail = MAIL): Promise<Error> =>
  sender.send(mail).then(
    () => Promise.reject(new Error('The mail was taken.')),
    (error: Error) => error,
  );
const saying = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

describe('a mail', () => {
  it('arrives as it is, to one person', async () => {
    const host = await server.start(PLAIN);
    await expect(transport(host).send(MAIL)).resolves.toEqual({ providerId: null });
    expect(server.received).toHaveLength(1);
    const [{ from, to, mail } = {} as Received] = server.received;
    expect([from, to]).toEqual(['help@example.com', ['ann@example.com']]);
    expect(mail).toMatchObject({
      messageId: '<mail-1@example.com>',
      inReplyTo: '<ticket-42@example.com>',
      subject: MAIL.subject,
      from: { name: 'Example Shop', address: 'help@example.com' },
      to: [{ name: 'Ann Rao', address: 'ann@example.com' }],
    });
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual([MAIL.text, MAIL.html]);
  });

  it('comes with the user and the password, percent-encoded in the address', async () => {
    const host = await server.start(PLAIN);
    await transport(host, { login: `shop%40example.com:${encodeURIComponent(PASSWORD)}@` }).send(MAIL);
    expect(server.received[0]?.user).toBe('shop@example.com');
  });

  it('goes ten at a time', async () => {
    const sender = transport(await server.start(PLAIN));
    await Promise.all(Array.from({ length: 10 }, (_, index) => sender.send({ ...MAIL, id: `mail-${index}` })));
    expect(new Set(server.received.map(({ mail }) => mail.messageId)).size).toBe(10);
  });
});

describe('a certificate that nobody vouches for', () => {
  // The server comes with one, and warns of it.
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  it.each(['smtp', 'smtps'])('ends it, %s, before anything is said', async (scheme) => {
    const host = await server.start({ secure: scheme === 'smtps' });
    const error = await failure(transport(host, { scheme, login: `shop:${encodeURIComponent(PASSWORD)}@` }));
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(server.received).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    ['the sender', { onMailFrom: (_address, _session, done) => done(saying(550, 'Not from you')) }],
    ['the recipient', { onRcptTo: (_address, _session, done) => done(saying(550, '5.1.1 <ann@example.com> Ann Rao is unknown')) }],
    ['the mail', { onData: (stream, _session, done) => void stream.resume().on('end', () => done(saying(552, 'Too large'))) }],
  ] as [string, SMTPServerOptions][])('of 5xx to %s is final', async (_what, answers) => {
    const error = await failure(transport(await server.start({ ...PLAIN, ...answers })));
    expect(error).toBeInstanceOf(DeliveryRefused);
    expect(error.message).toMatch(/^The mail server refused the mail \(55\d\): 55\d /);
    expect(error.message).not.toMatch(/ann@|Ann Rao/);
  });

  it.each([
    ['the recipient', { onRcptTo: (_address, _session, done) => done(saying(451, 'Greylisted')) }],
    ['the mail', { onData: (stream, _session, done) => void stream.resume().on('end', () => done(saying(452, 'Full'))) }],
    ['us', { onConnect: (_session, done) => done(saying(421, 'Too busy')) }],
  ] as [string, SMTPServerOptions][])('of 4xx to %s is worth another try', async (_what, answers) => {
    const error = await failure(transport(await server.start({ ...PLAIN, ...answers })));
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(error.message).toMatch(/^The mail server did not take the mail \(4\d\d\): 4\d\d /);
  });

  it('that the password is wrong is not the mail’s fault, and tells nothing of it', async () => {
    const error = await failure(transport(await server.start(PLAIN), { login: 'shop:wrong-pass@' }));
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(/wrong-pass|ann@example/);
  });
});

describe('no answer', () => {
  it('when nobody listens is worth another try', async () => {
    const host = await server.start(PLAIN);
    await server.stop();
    expect(await failure(transport(host))).toEqual(new DeliveryUnavailable('The mail server gave no usable answer (ECONNREFUSED).'));
    server = new MailServer();
  });

  it('when the recipient was named is worth another try: nothing was handed over', async () => {
    const host = await server.start({ ...PLAIN, onRcptTo: () => undefined });
    const started = Date.now();
    expect(await failure(transport(host, { timeoutMs: 300 }))).toBeInstanceOf(DeliveryUnavailable);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('when all was handed over leaves open whether it was taken', async () => {
    const host = await server.start({ ...PLAIN, onData: (stream) => void stream.resume() });
    const error = await failure(transport(host, { timeoutMs: 300 }));
    expect(error).toBeInstanceOf(DeliveryUnanswered);
    expect(error.message).toBe('The mail server gave no usable answer (ETIMEDOUT).');
  });

  it('because the connection was cut after it, too', async () => {
    const host = await server.start({ ...PLAIN, onData: (stream, { id }) => void stream.resume().on('end', () => cut(id)) });
    const cut = (_id: string): void => (server as unknown as { server: { connections: Set<{ _socket: { destroy(): void } }> } }).server.connections.forEach(({ _socket }) => _socket.destroy());
    expect(await failure(transport(host))).toBeInstanceOf(DeliveryUnanswered);
  });

  it('from something that is no mail server does not keep us', async () => {
    const silent: TcpServer = createServer(() => undefined);
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port } = silent.address() as AddressInfo;
    expect(await failure(transport(`127.0.0.1:${port}`, { timeoutMs: 300 }))).toBeInstanceOf(DeliveryUnavailable);
    await new Promise((closed) => silent.close(closed));
  });
});

describe('looking whether mail could go out', () => {
  it('connects and signs in, and sends nothing', async () => {
    const host = await server.start(PLAIN);
    await transport(host).check();
    await transport(host, { login: `shop:${encodeURIComponent(PASSWORD)}@` }).check();
    expect(server.received).toEqual([]);
  });

  it('says what to correct, without the password', async () => {
    const refused = transport(await server.start(PLAIN), { login: 'shop:wrong-pass@' });
    await expect(refused.check()).rejects.toEqual(new DeliveryUnavailable('The mail server refuses us (535). Correct user and password in SMTP_URL.'));
    await server.stop();
    await expect(refused.check()).rejects.toEqual(new DeliveryUnavailable('The mail server does not answer as it should (ECONNREFUSED). Correct SMTP_URL.'));
    server = new MailServer();
  });
});

it('no password travels in the clear to another machine', () => {
  const settings = (url: string) => (new SmtpTransport({ from: FROM, url }) as unknown as { settings: { server: { requireTLS: boolean } } }).settings.server.requireTLS;
  expect(settings('smtp://u:p@mail.example.com')).toBe(true);
  expect(settings('smtp://mail.example.com')).toBe(false);
  expect(settings('smtp://u:p@localhost:2525')).toBe(false);
});
