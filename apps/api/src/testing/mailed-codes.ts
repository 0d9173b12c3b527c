import { eventually, type Person } from '@ccr/testkit';
import type { Email } from 'postal-mime';
import type { TestServer } from './test-server';

/** The six digits in a mail; null when there are none. */
export const codeIn = (mail: Pick<Email, 'text'> | undefined): string | null => /^\d{6}$/m.exec(mail?.text ?? '')?.[0] ?? null;

/** What a mail is known by: its subject, and of those about a ticket, which share one, the heading after it. */
export const titleOf = ({ subject = '', text = '' }: Pick<Email, 'subject' | 'text'>): string =>
  subject.startsWith('[') ? `${subject}: ${text.split('\n', 1)[0]}` : subject;

/** Waits for a mail with that title. Of several, the last one that came. */
export const mailTo = (test: TestServer, email: string, title: string | RegExp): Promise<Email> =>
  eventually(`the mail "${String(title)}" to ${email}`, async () =>
    (await test.mailsTo(email)).filter((mail) => (typeof title === 'string' ? titleOf(mail) === title : title.test(titleOf(mail)))).at(-1),
  );

/** Waits for the mail that asks the customer to confirm their address, and confirms it: from then on mail reaches them. */
export async function confirmEmail<T extends Person>(test: TestServer, person: T): Promise<T> {
  const code = codeIn(await mailTo(test, person.email, 'Confirm your e-mail address'));
  await person.do('mutation($input: VerifyEmailInput!) { verifyEmail(input: $input) { viewer { id } } }', { input: { code } });
  return person;
}
