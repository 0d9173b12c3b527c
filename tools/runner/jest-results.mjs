/** Reads what Jest writes with --json: its `testResults`, one for each spec file. */
import { NOTHING, add } from './counts.mjs';

const COUNTED_AS = { passed: 'passed', failed: 'failed', pending: 'skipped', todo: 'skipped' };

const countsOfFile = ({ status, assertionResults }) => {
  const counts = { ...NOTHING };
  for (const { status: outcome } of assertionResults) counts[COUNTED_AS[outcome]] += 1;
  if (status === 'failed' && counts.failed === 0) counts.failed = 1; // it did not even load, or its end threw
  return counts;
};

export const countsOf = (files) => files.map(countsOfFile).reduce(add, NOTHING);

export const failedFiles = (files) => files.filter((file) => countsOfFile(file).failed > 0).map(({ name }) => name);

/** The files of a run, with what a second one says of some of them instead. */
export const withSecond = (first, second) => first.map((file) => second.find(({ name }) => name === file.name) ?? file);
