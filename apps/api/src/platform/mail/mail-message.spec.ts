import PostalMime from 'postal-mime';
import type { Mail } from './mail';
import { headersOf, messageOf } from './mail-message';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const MAIL: Mail = {
  id: '0198c1de-0000-7000-8000-000000000001',
  kind: 'agentAssigned',
  to: { name: 'Ann Rao', email: 'ann@example.com' },
  subject: '[K7Q2-M9XD] Paid twice',
  text: 't',
  html: 'h',
  thread: 'ticket-42',
  unsubscribeUrl: `https://help.example.com/unsubscribe/${'x'.repeat(120)}`,
};
const parsed = async (mail: Partial<Mail> = {}) => PostalMime.parse(await messageOf({ ...MAIL, ...mail }, FROM));
const header = async (key: string, mail: Partial<Mail> = {}) => (await parsed(mail)).headers.find((each) => each.key === key)?.value;

it('is one of its thread, whatever its own name', async () => {
  const mails = await Promise.all(['a', 'b'].map((id) => parsed({ id })));
  expect(mails.map(({ messageId }) => messageId)).toEqual(['<a@example.com>', '<b@example.com>']);
  for (const { inReplyTo, references, subject } of mails)
    expect([inReplyTo, references, subject]).toEqual(['<ticket-42@example.com>', '<ticket-42@example.com>', MAIL.subject]);
});

it('says that a program wrote it', async () => {
  expect(await header('auto-submitted')).toBe('auto-generated');
});

it('says how to get no more of it with one click', async () => {
  expect((await header('list-unsubscribe'))?.replace(/\s/g, '')).toBe(`<${MAIL.unsubscribeUrl}>`);
  expect(await header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
});

it('stands alone, and has to be had, where nothing else is said', async () => {
  const mail = { thread: null, unsubscribeUrl: null };
  const { headers } = await parsed(mail);
  expect(headers.map(({ key }) => key).filter((key) => /reply|references|list-/.test(key))).toEqual([]);
  expect(Object.keys(headersOf({ ...MAIL, ...mail }, FROM))).toEqual(['Message-ID', 'Auto-Submitted']);
});

it('lets no line break of a value become a header', async () => {
  const mail = await parsed({ subject: 'Hi\r\nBcc: eve@example.com\u2028X-A: 1', to: { name: 'Ann\r\nX-Evil: 1', email: 'ann@example.com' } });
  const keys = mail.headers.map(({ key }) => key);
  for (const key of ['bcc', 'x-evil', 'x-a']) expect(keys).not.toContain(key);
  expect(mail.subject).toBe('Hi Bcc: eve@example.com X-A: 1');
  expect(mail.to?.[0]?.name).toBe('Ann X-Evil: 1');
});
