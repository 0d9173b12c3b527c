/**
 * Performs a list of steps and says how each ended: one line for a step that passed, the whole output of one that
 * failed, or that passed only on a second try, and at the very end, alone on a line, `N passed, N failed`. Returns the
 * exit code: non-zero when anything failed or nothing was run at all.
 */
import { NOTHING, add, closingLine, inWords } from './counts.mjs';
import { isEnding } from './ending.mjs';
import { schedule } from './schedule.mjs';

const STEP_LIMIT_MS = 24 * 60_000;
const RUN_LIMIT_MS = 29 * 60_000;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`.padStart(8);

const line = (mark, step, since, words) => console.log(`${mark} ${step.title.padEnd(40)} ${seconds(since)}  ${words}`);

const showOutput = (step, output) => {
  const rule = '─'.repeat(Math.max(0, 100 - step.title.length));
  console.log(`── ${step.title} ${rule}\n${output.trimEnd()}\n${'─'.repeat(104)}`);
};

const outcomeOf = async (step, missing, timeoutMs) => {
  if (missing.length > 0) return { failed: 1, output: `not run, because of: ${missing.join(', ')}` };
  if (timeoutMs <= 0) return { failed: 1, output: 'not run: the whole run has taken too long' };
  try {
    return await step.run({ timeoutMs });
  } catch (error) {
    return { failed: 1, output: error.expected ? error.message : String(error.stack) };
  }
};

export const report = async (steps) => {
  const began = Date.now();
  const unhappy = [];
  const secondTries = [];
  let total = NOTHING;

  const perform = async (step, missing) => {
    const since = Date.now();
    const timeoutMs = Math.min(STEP_LIMIT_MS, began + RUN_LIMIT_MS - since);
    const { output = '', unsteady = [], ...counted } = await outcomeOf(step, missing, timeoutMs);
    if (isEnding()) return false;
    const counts = { ...NOTHING, ...counted };
    total = add(total, counts);
    const passed = counts.failed === 0;
    line(passed ? (counts.passed > 0 ? '✓' : '–') : '✗', step, since, inWords(counts));
    if (!passed || unsteady.length > 0) showOutput(step, output);
    else if (counts.passed === 0) console.log(output.trimEnd());
    if (!passed) unhappy.push(step.name);
    secondTries.push(...unsteady);
    return passed;
  };

  await schedule(steps, perform);
  if (isEnding()) return 1;
  if (secondTries.length > 0) console.log(`\npassed only on a second try, which is a mistake to be found:\n  ${secondTries.join('\n  ')}`);
  console.log(`\n${unhappy.length > 0 ? `failed: ${unhappy.join(', ')}\n` : ''}${seconds(began).trim()} in all`);
  console.log(closingLine(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
};
