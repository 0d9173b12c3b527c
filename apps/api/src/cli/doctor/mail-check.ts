import type { Config } from '../../platform/config';
import { createMailTransport, isMailKept } from '../../platform/mail';
import { about, type Finding } from './finding';

const { ok, problem } = about('Mail');

/** Whether mail could go out, found out without sending one. */
export async function checkMail({ mail }: Config): Promise<Finding[]> {
  const transport = createMailTransport(mail);
  try {
    await transport.check();
    return [ok(isMailKept(mail) ? `kept in ${transport.destination}` : `${transport.destination} takes it`)];
  } catch (error) {
    return [problem(error instanceof Error ? error.message : String(error))];
  }
}
