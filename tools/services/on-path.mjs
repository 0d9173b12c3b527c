/** The full path of the first of these programs that is installed, or undefined. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Servers live in folders that are not on everybody's PATH. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

export const onPath = (...names) =>
  names.flatMap((name) => FOLDERS.filter(Boolean).map((folder) => join(folder, name))).find(isProgram);
