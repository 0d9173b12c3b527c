/** Whether the packages of the image are those that its programs need: none missing, none too many. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';

const nameOf = (request) => request.split('/').slice(0, request.startsWith('@') ? 2 : 1).join('/');

/** The packages that bundled programs ask for, by the text of the bundle. */
export const requiredBy = (text) => {
  const requests = [...text.matchAll(/\b(?:require|import)\(["']([^"'./][^"']*)["']\)/g)].map(([, request]) => request);
  return new Set(requests.filter((request) => !isBuiltin(request)).map(nameOf));
};

/** A package may be there for another one that wants it beside itself. */
const wantedByOthers = (packages, read) => new Set(packages.flatMap((name) => Object.keys(read(name).peerDependencies ?? {})));

/** Sentences on what is wrong with the packages of the application folder `app`. */
export const packageProblems = (app) => {
  const programs = join(app, 'dist/apps/api');
  const code = readdirSync(programs).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(programs, name), 'utf8'));
  const required = requiredBy(code.join('\n'));
  const read = (name) => JSON.parse(readFileSync(join(app, 'node_modules', name, 'package.json'), 'utf8'));
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  const declared = Object.keys(dependencies);
  const peers = wantedByOthers(declared.filter((name) => existsSync(join(app, 'node_modules', name))), read);
  const require = createRequire(join(programs, 'main.js'));
  const resolves = (name) => {
    try {
      return require.resolve.paths(name).some((folder) => folder.startsWith(app) && existsSync(join(folder, name)));
    } catch {
      return false;
    }
  };
  const { packages } = JSON.parse(readFileSync(join(app, 'node_modules/.package-lock.json'), 'utf8'));
  const forDevelopment = Object.keys(devDependencies).filter((name) => existsSync(join(app, 'node_modules', name)));
  return [
    ...[...required].filter((name) => !resolves(name)).map((name) => `${name} is required by the server, but not installed in the image: it belongs into dependencies.`),
    ...declared.filter((name) => !required.has(name) && !peers.has(name)).map((name) => `${name} is in dependencies, but the server never asks for it: it belongs into devDependencies, or away.`),
    ...forDevelopment.filter((name) => packages[`node_modules/${name}`]?.dev).map((name) => `${name} is a devDependency, and in the image all the same.`),
  ];
};
