/**
 * Runs steps, three at a time, in the order of the list as far as they allow:
 *   needs  names of steps that must have passed, else this one fails without being run
 *   after  names of steps that must have ended, one way or the other
 *   lane   two steps of one lane never run side by side
 *   alone  nothing else runs meanwhile
 * A step that fails stops nobody who does not need it. Names that are not on the list are no obstacle.
 */
import { isEnding } from './ending.mjs';

/** More than the two processors that CI has: steps wait for disks and databases, too. */
const AT_ONCE = 3;

const conflict = (a, b) => a.alone || b.alone || (a.lane !== undefined && a.lane === b.lane);

/** `perform(step, missing)` resolves with true when the step passed; `missing` names the needs that did not. */
export const schedule = async (steps, perform) => {
  const listed = new Set(steps.map((step) => step.name));
  const waiting = [...steps];
  const running = new Map();
  const ended = new Map();

  const names = (step) => [...(step.needs ?? []), ...(step.after ?? [])].filter((name) => listed.has(name));
  const ready = (step) =>
    names(step).every((name) => ended.has(name)) && [...running.keys()].every((other) => !conflict(step, other));

  const start = (step) => {
    const missing = (step.needs ?? []).filter((name) => ended.get(name) === false);
    const done = perform(step, missing).then((passed) => {
      running.delete(step);
      ended.set(step.name, passed);
    });
    running.set(step, done);
  };

  while (waiting.length + running.size > 0 && !isEnding()) {
    const next = running.size < AT_ONCE ? waiting.findIndex(ready) : -1;
    if (next >= 0) start(...waiting.splice(next, 1));
    else if (running.size > 0) await Promise.race(running.values());
    else throw new Error(`These steps wait for each other: ${waiting.map((step) => step.name).join(', ')}`);
  }
};
