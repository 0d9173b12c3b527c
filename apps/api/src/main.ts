import 'reflect-metadata';
import { systemClock } from './platform/clock';
import { ConfigError, readConfig } from './platform/config';
import { createLogger } from './platform/logging';
import { createServer, type Server } from './server';
import { DemoClock } from './seed/demo-clock';
import { prepareDemo, prepareShop } from './seed/prepare-shop';
import { welcomeText } from './seed/welcome-text';

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
  const secrets = demo ? await prepareDemo(server, demo) : await prepareShop(server);
  await server.listen();
  console.log(welcomeText(server, secrets));
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1); // open connections would keep a failed start alive
});
