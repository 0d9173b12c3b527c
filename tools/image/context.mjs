/** What .dockerignore lets through: all that a build of the image gets to see. */
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';

/** Never looked into, however .dockerignore stands: they are large, and none of them belongs into an image. */
const NEVER = new Set(['.git', '.nx', '.angular', '.data', 'node_modules', 'dist']);

/** `isIn(path)`: whether a file gets into the context, by the text of .dockerignore. */
export const contextFilter = (text) => {
  const ignored = dockerignore().add(text);
  return (path) => !ignored.ignores(path);
};

/** Copies the context of the workspace `root` to `folder`; returns the paths. */
export const copyContext = (root, folder) => {
  const isIn = contextFilter(readFileSync(join(root, '.dockerignore'), 'utf8'));
  const found = [];
  const walk = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const name = path ? `${path}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !NEVER.has(entry.name)) walk(name);
      else if (entry.isFile() && isIn(name)) found.push(name);
    }
  };
  walk('');
  for (const name of found) cpSync(join(root, name), join(folder, name), { preserveTimestamps: true });
  return found;
};
