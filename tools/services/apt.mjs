/** Installs Debian packages, where we may: as root on Debian or Ubuntu. Asks nothing, starts no service. */
import { readFileSync } from 'node:fs';
import { run } from '../runner/run.mjs';
import { onPath } from './on-path.mjs';

const isDebianLike = () => {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

const mayInstall = () => process.getuid?.() === 0 && isDebianLike() && onPath('apt-get') !== undefined;

const ENV = { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' };
const OPTIONS = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];

let turn = Promise.resolve();
let updated;

const install = async (packages) => {
  updated ??= run('apt-get', ['update', ...OPTIONS], { env: ENV });
  const update = await updated;
  const { code, output } = await run('apt-get', ['install', '--no-install-recommends', ...OPTIONS, ...packages], { env: ENV });
  return { installed: code === 0, output: code === 0 ? '' : `${update.output}${output}` };
};

/** Resolves with { installed, output }; one installation at a time, as dpkg wants it. */
export const aptInstall = (packages) => {
  if (!mayInstall()) return Promise.resolve({ installed: false, output: '' });
  const mine = turn.then(() => install(packages));
  turn = mine.then(() => undefined);
  return mine;
};

/** The command a person would type. */
export const aptCommand = (packages) => `sudo apt-get install --no-install-recommends ${packages.join(' ')}`;
