import 'reflect-metadata';
import { systemClock } from './platform/clock';
import { readConfig } from './platform/config';
import { createLogger } from './platform/logging';
import { createServer, type Server } from './server';
import { DemoClock } from './seed/demo-clock';
import { prepareDemo, prepareShop } from './seed/prepare-shop';
import { welcomeText } from './seed/welcome-text';
import { startProblem } from './start-problem';

/** Stops once, however often it is asked; gives up waiting after ten seconds. */
function stopOnSignal(server: Server): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        server.platform.log.error({ err: error }, 'Stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

async function main(): Promise<void> {
  const config = readConfig();
  const demo = process.argv.includes('--demo') ? new DemoClock() : null;
  const server = await createServer(config, createLogger(config.logLevel), demo ?? systemClock);
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
