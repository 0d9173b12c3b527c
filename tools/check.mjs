/** npm run check: what needs no test run and no server (types, lint, boundaries, unused code, drift of generated files). */
import { end } from './runner/ending.mjs';
import { report } from './runner/report.mjs';
import { ROOT } from './runner/run.mjs';

process.chdir(ROOT);
const { quickSteps } = await import('./steps.mjs');
await end(await report(quickSteps));
