/** The version of the API before the newest migration, from the history of the repository, built with today's packages. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { whenEnding } from '../runner/ending.mjs';
import { ROOT, run, runNode } from '../runner/run.mjs';
import { Missing } from '../services/missing.mjs';

const LIST = 'apps/api/src/migrations/index.ts';

const HOW =
  'The update is tried from the version before the newest migration, and that is not in the history of this folder.\n' +
  'Get it with: git fetch --unshallow   (in a clone; what was downloaded as an archive has no history)';

const git = (...args) => run('git', args);

const must = async (what, running) => {
  const { code, output } = await running;
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
  return output;
};

/** The migrations that a list names, by the time that their names end in. */
const namesIn = (list) => new Set(list.match(/\d{13}/g) ?? []);

/** The newest commit whose list lacks a migration of today's; undefined when the history does not reach back so far. */
const commitBefore = async () => {
  const today = namesIn(readFileSync(join(ROOT, LIST), 'utf8'));
  const { code, output } = await git('log', '--format=%H', '--', LIST);
  const changes = code === 0 ? output.split('\n').filter(Boolean) : [];
  for (const commit of changes.flatMap((change) => [change, `${change}~1`])) {
    const list = await git('show', `${commit}:${LIST}`);
    const names = namesIn(list.code === 0 ? list.output : '');
    if (names.size > 0 && [...today].some((name) => !names.has(name))) return commit;
  }
  return undefined;
};

/** Its own testkit speaks its own API. */
const TESTKIT = (tree) => `
  import { build } from 'rolldown';
  await build({
    input: ${JSON.stringify(join(tree, 'libs/testkit/src/index.ts'))},
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
    tsconfig: false,
    output: { file: ${JSON.stringify(join(tree, 'dist/testkit.cjs'))}, format: 'cjs' },
  });`;

/** Resolves to what was built, and to what takes it away; to null when it is older than this check. Throws Missing where the history is. */
export const buildBefore = async () => {
  const commit = await commitBefore();
  if (!commit) throw new Missing(HOW);
  const { code: isOlder } = await git('cat-file', '-e', `${commit}:tools/upgrade/smoke.mjs`);
  if (isOlder) return null;
  const tree = join(ROOT, 'dist', `before-${process.pid}`); // inside of the workspace: it finds its packages
  const remove = whenEnding(() => rm(tree, { recursive: true, force: true }));
  mkdirSync(tree, { recursive: true });
  await must('git archive', run('sh', ['-c', `git archive ${commit} | tar -x -C '${tree}'`]));
  const template = join(tree, 'tools/mail-template.mjs');
  if (existsSync(template)) await must('The template of mails', runNode(template, []));
  const config = join(tree, 'apps/api/rolldown.config.mjs');
  await must('The build of the version before', run(join(ROOT, 'node_modules/.bin/rolldown'), ['-c', config, '-d', join(tree, 'dist/apps/api')]));
  await must('The build of its testkit', run(process.execPath, ['--input-type=module', '-e', TESTKIT(tree)]));
  const subject = (await must('git log', git('log', '-1', '--format=%h, %s', commit))).trim();
  return { main: join(tree, 'dist/apps/api/main.js'), testkit: join(tree, 'dist/testkit.cjs'), subject, remove };
};
