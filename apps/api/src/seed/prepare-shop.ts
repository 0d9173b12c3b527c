import { newSecret } from '../platform/auth';
import { oneAtATime } from '../platform/database';
import type { Server } from '../server';
import type { DemoClock } from './demo-clock';
import { buildDemoShop, type DemoSignIn } from './demo-shop';

/** What was made up at this start and is told once. */
export interface NewSecrets {
  /** Null when the password was given, or when there is an admin already. */
  readonly admin: { readonly email: string; readonly password: string } | null;
  /** Null without a demo shop. */
  readonly demo: readonly DemoSignIn[] | null;
}

/** Makes a shop that looks busy. Does nothing the second time. */
export const prepareDemo = async (server: Server, clock: DemoClock): Promise<NewSecrets> => ({
  admin: null,
  demo: await buildDemoShop(server, clock),
});

/**
 * Makes what a shop can't do without: an admin, and topics to choose from. Does nothing the second time, nor in a second
 * process that starts for the first time as well.
 */
export const prepareShop = (server: Server): Promise<NewSecrets> => oneAtATime(server.platform.database, 'first-start', () => prepare(server));

async function prepare(server: Server): Promise<NewSecrets> {
  const { email, password } = server.platform.config.initialAdmin;
  const admin = { email, password: password ?? newSecret().slice(0, 20) };
  const made = await server.accounts.ensureFirstAdmin({ name: 'Admin', ...admin });
  await server.topics.ensureFirstTopics();
  return { admin: made && password === null ? admin : null, demo: null };
}
