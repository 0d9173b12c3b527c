import type { CommandContext } from './command';

const EVERY_MS = 500;

/** How far a command is. */
interface Progress {
  /** So many rows are done, of how many is not known. */
  readonly onRows: (rows: number) => void;
  /** What is said next stands in the place of it. */
  end(): void;
}

/** Says on a terminal how far it is, in one line that changes. */
export function progress({ stderr, clock }: CommandContext): Progress {
  let last = clock.now().getTime();
  return {
    onRows: (rows) => {
      const now = clock.now().getTime();
      if (!stderr.isTTY || now - last < EVERY_MS) return;
      last = now;
      stderr.write(`\r${rows.toLocaleString('en')} rows …`);
    },
    end: () => {
      if (stderr.isTTY) stderr.write('\r');
    },
  };
}
