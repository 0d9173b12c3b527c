import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '@ccr/testkit';
import { AccountEvent, User } from '../../accounts';
import { confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { NewsKind } from '../news-kind';
import { tokenOf } from './unsubscribe.token';

const CHOICES = '{ notificationChoices { kind mail inApp } }';
const FIND = 'query($token: String!) { unsubscription(token: $token) { kind mail email } }';
const OUT = 'mutation($input: UnsubscribeInput!) { unsubscribe(input: $input) { unsubscription { kind mail email } } }';
const BACK = 'mutation($input: UnsubscribeInput!) { resubscribe(input: $input) { unsubscription { kind mail } } }';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ONE_CLICK = 'List-Unsubscribe=One-Click';

describe('the way out at the end of a mail', () => {
  let test: TestServer;
  let webRoot: string;
  let ann: Person;

  const token = ({ id }: Person, kind = NewsKind.TICKET_RAISED) => tokenOf(test.server.platform.secretKey, { userId: id, kind });
  const post = (link: string, body: string | FormData = ONE_CLICK, headers: Record<string, string> = FORM) =>
    fetch(`${test.origin}/unsubscribe/${link}`, { method: 'POST', body, headers: body instanceof FormData ? {} : headers });
  const choices = async (person: Person): Promise<Record<string, { mail: boolean; inApp: boolean | null }>> => {
    const { notificationChoices } = await person.do<{ notificationChoices: { kind: string; mail: boolean; inApp: boolean | null }[] }>(CHOICES);
    return Object.fromEntries(notificationChoices.map(({ kind, ...rest }) => [kind, rest]));
  };
  const has = async (person: Person, kind = NewsKind.TICKET_RAISED): Promise<boolean> => (await choices(person))[kind]?.mail === true;

  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'ccr-web-'));
    await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>The app</title>');
    test = await startTestServer({ WEB_ROOT: webRoot });
  });
  afterAll(async () => {
    await test.stop();
    await rm(webRoot, { recursive: true });
  });
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('is in every mail that can be chosen, as a header and as a link; a mail program follows it by itself', async () => {
    await confirmEmail(test, ann);
    const { id, reference } = await test.shop.ticket(ann);
    const mail = await mailTo(test, ann.email, `[${reference}] Paid twice for one order: We have your ticket`);
    const header = (key: string): string => mail.headers.find((each) => each.key === key)?.value ?? '';
    const link = /<(.+)>/.exec(header('list-unsubscribe').replace(/\s/g, ''))?.[1] ?? '';
    expect(link).toMatch(/^http:\/\/localhost:4000\/unsubscribe\/[\w.-]+$/);
    expect(header('list-unsubscribe-post')).toBe(ONE_CLICK);
    expect(header('auto-submitted')).toBe('auto-generated');
    expect([mail.inReplyTo, mail.references]).toEqual([`<ticket-${id}@localhost>`, `<ticket-${id}@localhost>`]);
    expect(mail.text).toContain(`No more mail of this kind: ${link}`);
    expect(mail.html).toContain(`href="${link}"`);

    const response = await post(link.split('/').at(-1) ?? '');
    expect([response.status, await response.text()]).toEqual([200, 'You get no more mail of this kind.']);
    expect(await has(ann)).toBe(false);
  });

  it('is in no mail that nobody can do without', async () => {
    await confirmEmail(test, ann);
    for (const title of ['Confirm your e-mail address', /^Welcome/]) {
      const mail = await mailTo(test, ann.email, title);
      expect(mail.headers.map(({ key }) => key).filter((key) => key.startsWith('list-'))).toEqual([]);
      expect(`${mail.text}${mail.html}`).not.toContain('/unsubscribe/');
    }
  });

  it('does as much twice as once, for that person and that kind alone, and over mail alone', async () => {
    const ben = await test.shop.customer();
    const before = await choices(ann);
    for (let count = 0; count < 2; count++) expect((await post(token(ann, NewsKind.AGENT_ASSIGNED))).status).toBe(200);
    expect(await choices(ann)).toEqual({ ...before, AGENT_ASSIGNED: { ...before['AGENT_ASSIGNED'], mail: false } });
    expect(await choices(ben)).toEqual(before);
  });

  it('is followed at once by many without harm', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(token(ann))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await has(ann)).toBe(false);
  });

  it('takes a form of either type', async () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await post(token(ann), form)).status).toBe(200);
    expect(await has(ann)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['something else', 'a=b'],
    ['JSON', '{}'],
  ])('changes nothing when %s is sent', async (_what, body) => {
    expect((await post(token(ann), body)).status).toBe(400);
    expect(await has(ann)).toBe(true);
  });

  it('changes nothing when it is opened: it is a page', async () => {
    const response = await fetch(`${test.origin}/unsubscribe/${token(ann)}`, { headers: { accept: 'text/html' } });
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>The app</title>']);
    expect((await fetch(`${test.origin}/unsubscribe/${token(ann)}`, { method: 'HEAD' })).status).toBe(404);
    await test.shop.visitor().do(FIND, { token: token(ann) });
    expect(await has(ann)).toBe(true);
  });

  it('leads nowhere when it is not one of ours', async () => {
    const visitor = test.shop.visitor();
    for (const wrong of ['x', `${token(ann)}x`, token(ann).replace('TICKET_RAISED', 'TICKET_CLOSED'), '%2e%2e%2fgraphql']) {
      expect((await post(wrong)).status).toBe(404);
      expect(await visitor.do(FIND, { token: wrong })).toEqual({ unsubscription: null });
      for (const verb of [OUT, BACK]) expect((await visitor.fail(verb, { input: { token: wrong } })).extensions.code).toBe('NOT_FOUND');
    }
    expect(Object.values(await choices(ann)).every(({ mail }) => mail)).toBe(true);
  });

  it('shows people what it is about, without the address, and is undone', async () => {
    const visitor = test.shop.visitor();
    const email = `${ann.email[0]}…@${ann.email.split('@')[1]}`;
    expect(await visitor.do(FIND, { token: token(ann) })).toEqual({ unsubscription: { kind: 'TICKET_RAISED', mail: true, email } });
    expect(await visitor.do(OUT, { input: { token: token(ann) } })).toEqual({ unsubscribe: { unsubscription: { kind: 'TICKET_RAISED', mail: false, email } } });
    expect(await has(ann)).toBe(false);
    expect(await visitor.do(BACK, { input: { token: token(ann) } })).toEqual({ resubscribe: { unsubscription: { kind: 'TICKET_RAISED', mail: true } } });
    expect(await has(ann)).toBe(true);
  });

  it('ends with the account', async () => {
    const { database, events } = test.server.platform;
    const link = token(ann);
    await database.unitOfWork(async () => {
      const user = await database.findAndLock(User, { id: ann.id });
      if (user) await events.record(user, { type: AccountEvent.erased, actorId: null }, { erasedAt: new Date() });
    });
    expect((await post(link)).status).toBe(404);
    expect(await test.shop.visitor().do(FIND, { token: link })).toEqual({ unsubscription: null });
  });
});
