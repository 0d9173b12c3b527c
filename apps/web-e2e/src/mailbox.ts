import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import PostalMime, { type Email } from 'postal-mime';

/** Of this worker's shop. */
const folder = (): string => join(process.env['E2E_DATA_DIR'] ?? '', process.env['TEST_PARALLEL_INDEX'] ?? '0', 'mail');

async function mailsTo(email: string): Promise<Email[]> {
  if (!existsSync(folder())) return []; // the first mail makes it
  const files = readdirSync(folder()).filter((name) => name.endsWith('.eml'));
  const mails = files.map((name) => readFileSync(join(folder(), name), 'utf8')).filter((mail) => mail.includes(email));
  const parsed = await Promise.all(mails.map((mail) => PostalMime.parse(mail)));
  return parsed.filter(({ to }) => to?.some(({ address }) => address === email));
}

/** Waits for the one mail to that address whose subject, or heading, holds the words. Resolves to its text. */
export async function expectMail(email: string, words: string): Promise<string> {
  const found = async (): Promise<Email[]> => (await mailsTo(email)).filter(({ subject, text }) => `${subject}: ${text?.split('\n', 1)[0]}`.includes(words));
  await expect.poll(async () => (await found()).length, { message: `mails “${words}” to ${email}` }).toBe(1);
  const [mail] = await found();
  return mail?.text ?? '';
}

/** Waits for the mail and resolves to the six digits in it. */
export async function mailedCode(email: string, words: string): Promise<string> {
  return partOf(await expectMail(email, words), /^\d{6}$/m);
}

/** Waits for the mail and resolves to the address that it leads to. */
export async function mailedLink(email: string, words: string): Promise<string> {
  return partOf(await expectMail(email, words), /^https?:\S+$/m);
}

function partOf(text: string, part: RegExp): string {
  const [found] = part.exec(text) ?? [];
  if (!found) throw new Error(`Nothing like ${String(part)} in the mail:\n${text}`);
  return found;
}
