/** Temporary folders that are gone when the tool ends. */
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenEnding } from './ending.mjs';

const folderIn = (place, name) => {
  const path = mkdtempSync(join(place, `ccr-${name}-`));
  const remove = whenEnding(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return { path, remove };
};

/** Makes a folder; returns its path and `remove`, for whoever is done with it earlier. */
export const temporaryFolder = (name) => folderIn(tmpdir(), name);

/** Linux keeps this in memory. */
const MEMORY = '/dev/shm';
const ROOM = 4 * 2 ** 30;

const freeIn = (place) => {
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize;
};

/** The same in memory, where there is room for it: databases of specs wait for the disk at each commit, and need not outlive it. */
export const quickFolder = (name) => folderIn(existsSync(MEMORY) && freeIn(MEMORY) > ROOM ? MEMORY : tmpdir(), name);
