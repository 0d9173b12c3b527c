import 'reflect-metadata';
import { systemClock } from './platform/clock';
import { readConfig } from './platform/config';
import { createLogger } from './platform/logging';
import { createServer } from './server';
import { DemoClock } from './seed/demo-clock';
import { prepareDemo, prepareShop } from './seed/prepare-shop';
import { welcomeText } from './seed/welcome-text';
import { startProblem } from './start-problem';
import { stopOnSignal } from './stop-on-signal';
import { untilMigrated } from './until-migrated';

async function main(): Promise<void> {
  const config = readConfig();
  const demo = process.argv.includes('--demo') ? new DemoClock() : null;
  const log = createLogger(config.logLevel);
  if (!config.migrateOnStart) await untilMigrated(config, log);
  const server = await createServer(config, log, demo ?? systemClock);
  stopOnSignal(server);
  const demoSecrets = demo ? await prepareDemo(server, demo) : null;
  await server.listen();
  // Only now: a password that is shown once must not be made by a start that fails.
  console.log(welcomeText(server, demoSecrets ?? (await prepareShop(server))));
}

main().catch((error: unknown) => {
  console.error(startProblem(error));
  process.exit(1); // open connections would keep a failed start alive
});
