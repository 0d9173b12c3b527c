/** Temporary folders that are gone when the tool ends. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenEnding } from './ending.mjs';

/** Makes a folder; returns its path and `remove`, for whoever is done with it earlier. */
export const temporaryFolder = (name) => {
  const path = mkdtempSync(join(tmpdir(), `ccr-${name}-`));
  const remove = whenEnding(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return { path, remove };
};
