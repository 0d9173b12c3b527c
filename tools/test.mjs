/**
 * npm test: checks everything, installing and starting what that needs, and closes with `N passed, N failed`.
 *
 *   node tools/test.mjs                            everything
 *   node tools/test.mjs --only api-mariadb         one step, or several: --only lint,e2e (what they need is not run first)
 *   node tools/test.mjs --list                     the names of the steps
 */
import { parseArgs } from 'node:util';
import { end } from './runner/ending.mjs';
import { report } from './runner/report.mjs';
import { ROOT } from './runner/run.mjs';

process.chdir(ROOT);
const { steps } = await import('./steps.mjs');
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, list: { type: 'boolean' } } });

const chosen = (names) => {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length === 0) return steps.filter((step) => names.includes(step.name));
  console.error(`No step is called ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}`);
  return end(2);
};

if (values.list) {
  for (const { name, title } of steps) console.log(`${name.padEnd(14)} ${title}`);
  await end(0);
} else {
  await end(await report(values.only ? await chosen(values.only.flatMap((names) => names.split(','))) : steps));
}
