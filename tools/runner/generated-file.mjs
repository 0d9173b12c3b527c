/**
 * A committed file that is made from the code: written, or with --check compared, which fails and shows the lines that
 * differ when somebody forgot to generate it anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { differences } from './differences.mjs';

export const keepGenerated = (path, text, { check = process.argv.includes('--check'), how = 'npm run generate' } = {}) => {
  const committed = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (committed === text) {
    console.log(`${path} is up to date`);
  } else if (check) {
    console.error(`${path} does not match the code. Run \`${how}\` and commit what it changes (+ is what the code says):\n`);
    console.error(differences(committed, text).join('\n'));
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`${path} written`);
  }
};
