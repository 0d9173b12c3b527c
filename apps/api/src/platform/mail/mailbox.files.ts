import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ENDING = '.eml';

/** Nothing in it can leave the folder or hide in it. */
const ID = /^[\w-]{1,100}$/;

/** A mail that was kept, and since when. */
interface KeptMail {
  readonly id: string;
  readonly keptAt: Date;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

function pathOf(folder: string, id: string): string {
  if (!ID.test(id)) throw new RangeError('The id of a mail has 1 to 100 letters, digits, - and _.');
  return join(folder, id + ENDING);
}

/**
 * Keeps a mail so that it survives a power cut once this resolves. Whoever keeps the same id again changes nothing.
 * Mails are private: only the user who runs the server may read them.
 */
export async function keepMail(folder: string, id: string, content: Uint8Array): Promise<void> {
  const path = pathOf(folder, id);
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (created) await syncFolder(dirname(created));
  const kept = await access(path).then(
    () => true,
    () => false,
  );
  if (!kept) await writeWhole(path, content);
  await syncFolder(folder); // also when it was there: the other writer may not have got so far yet
}

/** A reader sees the whole file or none: it gets its name when it is complete and on the disk. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** A new name is durable only when its folder is. Windows can't open folders and has no need to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** All mails, the newest first; none when there is no folder yet. */
export async function listMails(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
  const kept = await Promise.all(
    ids.filter((id) => ID.test(id)).map(async (id) => ({ id, keptAt: (await stat(pathOf(folder, id))).mtime })),
  );
  return kept.sort((a, b) => b.keptAt.getTime() - a.keptAt.getTime() || b.id.localeCompare(a.id));
}

/** The mail as it was kept; null when there is none, or when the id could not be one. */
export async function readMail(folder: string, id: string): Promise<Buffer | null> {
  if (!ID.test(id)) return null;
  try {
    return await readFile(pathOf(folder, id));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
