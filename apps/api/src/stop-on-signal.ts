import type { Server } from './server';

/** A terminal tells everyone in it, and npm tells its child once more: within this it is the same wish. */
const SAME_WISH_MS = 300;
/** What shells say of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Stops on the first signal, and then ends the process: with 0 when everything was finished, with 1 when it was not in
 * time. Ctrl-C once more ends it at once: nothing that was acknowledged can be lost, so a person need not wait. Further
 * SIGTERMs change nothing: they come from what supervises processes, which has ways of its own to insist.
 */
export function stopOnSignal(server: Server): void {
  const { log, config } = server.platform;
  let toldAt: number | null = null;
  const giveUp = (): void => {
    log.error(`Stopping took longer than SHUTDOWN_SECONDS (${config.shutdownSeconds}); what was still running is cut off`);
    process.exit(1);
  };
  const stop = (signal: NodeJS.Signals): void => {
    if (toldAt !== null) {
      if (signal === 'SIGINT' && performance.now() - toldAt > SAME_WISH_MS) process.exit(INTERRUPTED);
      return;
    }
    toldAt = performance.now();
    setTimeout(giveUp, config.shutdownSeconds * 1_000).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}
