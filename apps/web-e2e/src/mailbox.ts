import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const folder = (): string => join(process.env['E2E_DATA_DIR'] ?? '', 'mail');

function subjectsTo(email: string): string[] {
  const files = readdirSync(folder()).filter((name) => name.endsWith('.eml'));
  const mails = files.map((name) => readFileSync(join(folder(), name), 'utf8'));
  return mails.filter((mail) => mail.includes(email)).map((mail) => /^Subject: (.*(?:\r?\n[ \t].*)*)/m.exec(mail)?.[1] ?? '');
}

/** Waits for a mail to that address whose subject holds the words. */
export async function expectMail(email: string, words: string): Promise<void> {
  await expect.poll(() => subjectsTo(email).filter((subject) => subject.includes(words))).toHaveLength(1);
}
