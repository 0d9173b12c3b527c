/** Checks the licences of what runs in production; says how many packages stand under which. */
import { readFileSync } from 'node:fs';
import { ROOT } from './runner/run.mjs';
import { licenceProblems, productionPackages } from './supply/licences.mjs';

const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8'));
const problems = licenceProblems(lock);
const counts = new Map();
for (const { licence } of productionPackages(lock)) counts.set(licence, (counts.get(licence) ?? 0) + 1);
for (const [licence, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`${String(count).padStart(5)}  ${licence}`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
