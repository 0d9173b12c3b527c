import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { DeliveryUnavailable } from '../delivery';
import type { Mail } from './mail';
import { MailboxTransport } from './mailbox.transport';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const MAIL: Mail = {
  id: '0198c1de-0000-7000-8000-000000000001',
  to: { name: 'Ann "A" Rao', email: 'ann@example.com' },
  subject: 'Gita has your ticket ✓',
  text: 'Grüße,\nGita',
  html: '<p>Grüße</p>',
  kind: 'agentAssigned',
  thread: null,
  unsubscribeUrl: null,
};

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'ccr-mail-'));
  folder = join(base, 'data', 'mail');
});
afterEach(() => rm(base, { recursive: true }));

const send = (mail: Partial<Mail> = {}) => new MailboxTransport(FROM, folder).send({ ...MAIL, ...mail });
const onlyFile = async () => readFile(join(folder, (await readdir(folder))[0] ?? ''));
const permissions = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

it('keeps a mail as a file that any mail program reads', async () => {
  await send();
  expect(await readdir(folder)).toEqual([`${MAIL.id}.eml`]);
  const content = await onlyFile();
  const mail = await PostalMime.parse(content);
  expect(mail).toMatchObject({
    from: { name: 'Example Shop', address: 'help@example.com' },
    to: [{ name: 'Ann "A" Rao', address: 'ann@example.com' }],
    subject: MAIL.subject,
    messageId: `<${MAIL.id}@example.com>`,
    date: expect.stringMatching(/^\d{4}-/),
  });
  expect(mail.text?.trim()).toBe(MAIL.text);
  expect(mail.html?.trim()).toBe(MAIL.html);
  expect(content.toString('latin1')).not.toMatch(/[^\r]\n/); // RFC 5322: lines end in CRLF
});

it('is private to the user who runs the server', async () => {
  await send();
  expect(await permissions(folder)).toBe('700');
  expect(await permissions(join(folder, `${MAIL.id}.eml`))).toBe('600');
});

it('keeps the same id once, however often and however parallel it comes', async () => {
  await Promise.all(Array.from({ length: 10 }, () => send()));
  const first = await onlyFile();
  await send({ subject: 'Another try' });
  expect(await readdir(folder)).toHaveLength(1);
  expect(await onlyFile()).toEqual(first);
});

it.each(['../escaped', 'a/b', 'a\\b', '..', '', 'a.eml', 'x'.repeat(101), 'nul\0'])(
  'refuses %p as an id',
  async (id) => {
    const error: unknown = await send({ id }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RangeError);
    expect(await readdir(base)).toEqual([]);
  },
);

it('says that it is worth another try when the disk does not take it', async () => {
  await writeFile(join(base, 'data'), 'a file in the way');
  const error: unknown = await send().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DeliveryUnavailable);
  expect(error).toMatchObject({ message: expect.stringMatching(/\((EEXIST|ENOTDIR)\)/) });
});
