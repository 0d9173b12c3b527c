/** How bad it is: a warning may be meant so, a problem can't. */
export type Level = 'ok' | 'warning' | 'problem';

/** What one look at one thing has found. `says` tells what to do where something is to be done. */
export interface Finding {
  readonly level: Level;
  readonly about: string;
  readonly says: string;
}

/** Makes findings about one thing. */
export const about = (thing: string): Record<Level, (says: string) => Finding> => ({
  ok: (says) => ({ level: 'ok', about: thing, says }),
  warning: (says) => ({ level: 'warning', about: thing, says }),
  problem: (says) => ({ level: 'problem', about: thing, says }),
});

const WARN_MS = 2_000;
const PROBLEM_MS = 30_000;

/** What it means that a server's clock shows `theirs` when ours shows `ours`. Codes and leases live by the clock. */
export function clockFinding(whose: string, theirs: Date, ours: Date): Finding {
  const { ok, warning, problem } = about('Clock');
  const ahead = ours.getTime() - theirs.getTime();
  const words = `${(Math.abs(ahead) / 1_000).toFixed(1)} s ${ahead < 0 ? 'behind' : 'ahead of'} ${whose}`;
  if (Math.abs(ahead) >= PROBLEM_MS) return problem(`${words}. Have both machines set their clocks by NTP.`);
  return Math.abs(ahead) >= WARN_MS ? warning(`${words}. Have both machines set their clocks by NTP.`) : ok(words);
}
