/** Every file below a folder with what would show that it was touched, and how much room they take. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A map of paths to what they look like; `without` are folders that don't count. */
export const listing = (root, ...without) => {
  const seen = new Map();
  for (const name of readdirSync(root, { recursive: true })) {
    if (without.some((folder) => name === folder || name.startsWith(`${folder}/`))) continue;
    const { mode, size, mtimeMs, ino } = lstatSync(join(root, name));
    seen.set(name, `${mode} ${size} ${mtimeMs} ${ino}`);
  }
  return seen;
};

/** The paths that differ. */
export const changesBetween = (before, after) =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));

/** Bytes on the disk. */
export const sizeOf = (root) =>
  readdirSync(root, { recursive: true }).reduce((bytes, name) => bytes + lstatSync(join(root, name)).blocks * 512, 0);
