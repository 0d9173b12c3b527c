import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../platform/config';
import { newId } from '../../platform/database';
import { about, type Finding } from './finding';

/** What will be the folder's parent when it is made, or the folder itself. */
const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)));

/** Whether the folder for data can be written, tried out: rights alone don't tell of a full or read-only disk. */
export async function checkDataDir({ dataDir }: Config): Promise<Finding[]> {
  const { ok, problem } = about('Data folder');
  const file = join(nearest(dataDir), `.ccr-doctor-${newId()}`);
  try {
    await writeFile(file, 'written', { flag: 'wx' });
    await rm(file);
    return [ok(existsSync(dataDir) ? `${dataDir} can be written` : `${dataDir} is made when it is needed`)];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [problem(`${dataDir} can't be written (${code}). Set DATA_DIR to a folder that may be, or give this user the right to it.`)];
  }
}

/** Who keeps the key that second factors and secrets of webhooks are encrypted with. */
export async function checkSecretKey({ secretKey, dataDir }: Config): Promise<Finding[]> {
  const { ok, warning } = about('Secret key');
  if (secretKey !== null) return [ok('set')];
  return [warning(`It is kept in ${join(dataDir, 'secret.key')}: keep that file with your backups, or set SECRET_KEY. Several servers need the same one.`)];
}

const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** Whether customers get to where the links in mails lead. */
export async function checkPublicUrl({ publicUrl, production, trustedProxies }: Config): Promise<Finding[]> {
  const { ok, warning } = about('Public URL');
  const { hostname, protocol } = new URL(publicUrl);
  if (isThisMachine(hostname)) return [(production ? warning : ok)(`${publicUrl}: links in mails lead to this machine alone`)];
  const isKnown = await lookup(hostname.replace(/^\[|\]$/g, '')).then(
    () => true,
    () => false,
  );
  const url = isKnown ? ok(publicUrl) : warning(`${hostname} has no address that is known here. Correct PUBLIC_URL, or set up its DNS.`);
  const isBehind = protocol === 'https:' && trustedProxies.length === 0; // this server itself speaks http
  const proxies = about('Proxies').warning('TRUST_PROXY is empty: everybody has the address of what ends TLS in front, and shares its limits. Set TRUST_PROXY to it.');
  return isBehind ? [url, proxies] : [url];
}
