import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerMailbox, renderMail, type Mail } from '.';
import { MailboxTransport } from './mailbox.transport';

const MAIL: Mail = {
  id: 'mail-1',
  to: { name: 'Ann Rao', email: 'ann@example.com' },
  kind: 'agentAssigned',
  subject: 'Gita has your ticket',
  thread: null,
  unsubscribeUrl: null,
  ...renderMail({ preheader: '', heading: 'Hello "Ann"', body: ['Plain & simple'], footer: 'F' }, { shopName: 'Shop', logoUrl: null, colour: '#0b6b63' }),
};

let base: string;
let folder: string;
let app: FastifyInstance;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'ccr-mailbox-'));
  folder = join(base, 'mail');
  app = Fastify();
  registerMailbox(app, folder, ['data:', 'https://cdn.example']);
});
afterEach(async () => {
  await app.close();
  await rm(base, { recursive: true });
});

const keep = async (mail: Partial<Mail> = {}, keptAt?: Date) => {
  const whole = { ...MAIL, ...mail };
  await new MailboxTransport({ name: 'Shop', email: 'help@example.com' }, folder).send(whole);
  if (keptAt) await utimes(join(folder, `${whole.id}.eml`), keptAt, keptAt);
};
const get = (url: string, options: InjectOptions = {}) =>
  app.inject({ url, remoteAddress: '127.0.0.1', headers: { host: 'localhost:4000' }, ...options });

describe('the list', () => {
  it('is there before the first mail', async () => {
    const answer = await get('/mailbox');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('The mails will appear here.');
  });

  it('shows to whom and what, the newest first', async () => {
    await keep({ id: 'older', subject: 'Older' }, new Date('2026-01-01T10:00:00Z'));
    await keep({ id: 'newest', subject: 'Newest' }, new Date('2026-01-03T10:00:00Z'));
    await keep({ id: 'newer', subject: 'Newer' }, new Date('2026-01-02T10:00:00Z'));
    await writeFile(join(folder, 'half.eml.123.tmp'), 'a mail being written');
    await writeFile(join(folder, 'notes.txt'), 'something else');
    const { body } = await get('/mailbox');
    expect([...body.matchAll(/href="\/mailbox\/([^"]+)"/g)].map((match) => match[1])).toEqual(['newest', 'newer', 'older']);
    expect(body).toContain('3 mails.');
    expect(body).toContain('Ann Rao &lt;ann@example.com&gt;');
    expect(body).toContain('datetime="2026-01-03T10:00:00.000Z"');
  });

  it('shows 200 at most and says so', async () => {
    await keep();
    const content = await readFile(join(folder, 'mail-1.eml'));
    await Promise.all(Array.from({ length: 200 }, (_, index) => writeFile(join(folder, `more-${index}.eml`), content)));
    const { body } = await get('/mailbox');
    expect(body.match(/<li>/g)).toHaveLength(200);
    expect(body).toContain('The newest 200 of 201 mails.');
  });
});

describe('a mail', () => {
  it('is shown with its headers, its HTML in a frame that can run nothing, and its text', async () => {
    await keep();
    const { statusCode, body } = await get('/mailbox/mail-1');
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1>Gita has your ticket</h1>');
    expect(body).toContain('<dt>Message-ID</dt><dd>&lt;mail-1@example.com&gt;</dd>');
    expect(body).toContain('<dt>From</dt><dd>Shop &lt;help@example.com&gt;</dd>');
    const sandbox = /sandbox="([^"]*)"/.exec(body)?.[1]?.split(' ');
    expect(body).toMatch(/<dt>Date<\/dt><dd>\d{1,2} \w{3} \d{4}, [\d:]{8}<\/dd>/);
    expect(sandbox?.sort()).toEqual([
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-top-navigation-by-user-activation',
    ]);
    expect(body).toContain('srcdoc="&lt;!doctype html&gt;&lt;base target=&quot;_top&quot;&gt;');
    expect(/<pre>([^<]*)<\/pre>/.exec(body)?.[1]).toContain('Plain &amp; simple');
  });

  it('can not put markup into the pages around it', async () => {
    const evil = '"><script>alert(1)</script><x y="';
    await keep({ subject: evil, to: { name: evil, email: 'ann@example.com' }, text: `</pre>${evil}`, html: evil });
    for (const { body } of [await get('/mailbox'), await get('/mailbox/mail-1')]) {
      expect(body).not.toContain('<script');
      expect(body).toContain('&quot;&gt;&lt;script&gt;');
    }
  });

  it.each(['nobody', '..', '..%2f..%2fsecret', '%2e%2e%2fsecret', '..%5csecret', 'mail-1.eml', 'mail-1%00', 'x'.repeat(99)])(
    'called %p is not there',
    async (id) => {
      await keep();
      await writeFile(join(base, 'secret.eml'), 'Subject: secret\r\n\r\nsecret');
      const answer = await get(`/mailbox/${id}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain('Subject');
    },
  );
});

it('lets the pages load nothing but the logo, run nothing, be framed by nobody and be kept nowhere', async () => {
  await keep();
  for (const url of ['/mailbox', '/mailbox/mail-1', '/mailbox/nobody']) {
    const { headers } = await get(url);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data: https:\/\/cdn\.example;/);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
  }
});

describe('only this machine', () => {
  const status = async (options: InjectOptions) =>
    Promise.all(['/mailbox', '/mailbox/mail-1'].map(async (url) => (await get(url, options)).statusCode));

  beforeEach(() => keep());

  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('may come from %s', async (remoteAddress) => {
    expect(await status({ remoteAddress })).toEqual([200, 200]);
  });

  it.each(['192.168.1.5', '10.127.0.1', '::ffff:10.0.0.1', '2001:db8::1', '128.0.0.1'])('not %s', async (remoteAddress) => {
    expect(await status({ remoteAddress })).toEqual([404, 404]);
  });

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1:4000', '[::1]:4000'])('may be asked for as %s', async (host) => {
    expect(await status({ headers: { host } })).toEqual([200, 200]);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4000', 'evil.example:localhost'])(
    'not as %p',
    async (host) => {
      expect(await status({ headers: { host } })).toEqual([404, 404]);
    },
  );

  it.each(['x-forwarded-for', 'forwarded'])('is not fooled by a proxy that says %s', async (name) => {
    expect(await status({ headers: { host: 'localhost', [name]: 'for=127.0.0.1' } })).toEqual([404, 404]);
  });

  it('holds where the app trusts a proxy, too', async () => {
    const trusting = Fastify({ trustProxy: true });
    registerMailbox(trusting, folder, []);
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost', 'x-forwarded-for': '127.0.0.1' };
    const answer = await trusting.inject({ url: '/mailbox', remoteAddress: '10.0.0.1', headers });
    expect(answer.statusCode).toBe(404);
    await trusting.close();
  });
});
