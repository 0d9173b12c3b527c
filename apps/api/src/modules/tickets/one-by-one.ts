import { setImmediate } from 'node:timers/promises';

/** How many ids `next` is to bring at most. */
export const BATCH = 100;

/**
 * Does something to tickets one after the other, however many there are. `next` brings the ids after the given one, in
 * their order, at most `BATCH` of them.
 */
export async function oneByOne(next: (after: string) => Promise<readonly string[]>, work: (ticketId: string) => Promise<void>): Promise<void> {
  for (let after = ''; ; ) {
    const ids = await next(after);
    for (const id of ids) {
      await work(id);
      await setImmediate(); // the embedded database never waits: everybody else would, until the last ticket is done
    }
    if (ids.length < BATCH) return;
    after = ids.at(-1) ?? after;
  }
}
