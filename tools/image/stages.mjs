/**
 * Takes the steps of a Dockerfile without Docker: each stage is a folder that stands for the root of its file system.
 * A program that a RUN starts sees the real root, so it keeps to paths relative to its WORKDIR.
 */
import { chownSync, cpSync, linkSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { run } from '../runner/run.mjs';

/** What was set for whoever started us has no place in an image. */
const FOREIGN = /^(npm_|INIT_CWD$|NODE_ENV$|CI$)/i;

const cleanEnvironment = () => Object.fromEntries(Object.keys(process.env).filter((name) => FOREIGN.test(name)).map((name) => [name, undefined]));

const isFolder = (path) => lstatSync(path).isDirectory();

const giveTo = (path, owner) => {
  const [uid, gid] = owner.split(':').map(Number);
  if (process.getuid?.() !== 0) return; // only root may: then all of it is ours, as is the program that will run
  const paths = isFolder(path) ? [path, ...readdirSync(path, { recursive: true }).map((name) => join(path, name))] : [path];
  for (const each of paths) chownSync(each, uid, gid);
};

/** Another name for each file instead of another copy: what is in a finished stage changes no more, and packages are many. */
const link = (from, to) => {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) link(join(from, entry.name), join(to, entry.name));
    else linkSync(join(from, entry.name), join(to, entry.name));
  }
};

const put = (origin, place, { flags }) => {
  if (flags.from !== undefined && !flags.chown && isFolder(origin)) link(origin, place);
  else cpSync(origin, place, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  if (flags.chown) giveTo(place, flags.chown);
};

/** As COPY does it: of a folder, what is in it; into a folder when the target ends in a slash or there are several. */
const copy = (from, sources, stage, step) => {
  const target = step.words.at(-1);
  const path = posix.resolve(stage.workdir, target);
  const intoFolder = target.endsWith('/') || sources.length > 1;
  for (const source of sources) {
    const origin = join(from, source);
    const place = join(stage.root, isFolder(origin) || !intoFolder ? path : posix.join(path, basename(source)));
    put(origin, place, step);
  }
};

const expand = (text, env) => text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, plain) => env[braced ?? plain] ?? '');

const runShell = async (stage, command, { runInstead, tell }) => {
  tell?.(`RUN ${command}`);
  const cwd = join(stage.root, stage.workdir);
  if (await runInstead?.(command, cwd)) return;
  const env = { ...cleanEnvironment(), ...stage.env, PATH: process.env.PATH }; // programs are those of this machine
  const { code, output } = await run('sh', ['-c', command], { cwd, env });
  if (code !== 0) throw Object.assign(new Error(`RUN ${command} ended with exit code ${code}:\n${output}`), { expected: true });
};

const STEPS = {
  COPY: (stage, step, { context, stages }) => {
    const from = step.flags.from === undefined ? context : stages.get(step.flags.from)?.root;
    if (!from) throw new Error(`COPY --from=${step.flags.from}: there is no stage of that name.`);
    copy(from, step.words.slice(0, -1), stage, step);
  },
  RUN: (stage, step, how) => runShell(stage, step.words.join(' '), how),
  WORKDIR: (stage, step) => {
    stage.workdir = posix.resolve(stage.workdir, step.words[0]);
    mkdirSync(join(stage.root, stage.workdir), { recursive: true });
  },
  ENV: (stage, step) => {
    for (const [name, value] of Object.entries(step.properties)) stage.env[name] = expand(value, stage.env);
  },
  USER: (stage, step) => (stage.user = step.words[0]),
  CMD: (stage, step) => (stage.command = step.list),
  HEALTHCHECK: (stage, step) => (stage.health = step.list),
  ARG: () => undefined,
  LABEL: () => undefined,
  EXPOSE: () => undefined,
};

/** A stage starts from what its base came to; an image from elsewhere is an empty folder here. */
const begin = (name, root, base) => {
  mkdirSync(root, { recursive: true });
  if (base) cpSync(base.root, root, { recursive: true, verbatimSymlinks: true });
  const { workdir, env } = base ?? { workdir: '/', env: { PATH: '/usr/bin' } };
  return { name, root, workdir, env: { ...env } };
};

/**
 * Takes every step, in folders below `folder`; resolves to the last stage: { root, workdir, env, user, command, health }.
 * `runInstead(command, cwd)` may take a RUN over: it resolves to whether it did. `tell` hears of each RUN.
 */
export const takeSteps = async (dockerfile, { context, folder, runInstead, tell }) => {
  const stages = new Map();
  let stage;
  for (const [index, { name = String(index), base, steps }] of dockerfile.entries()) {
    stage = begin(name, join(folder, name), stages.get(base));
    stages.set(name, stage);
    for (const step of steps) {
      const take = STEPS[step.keyword];
      if (!take) throw new Error(`tools/image does not know how to take the step ${step.keyword}.`);
      await take(stage, step, { context, stages, runInstead, tell });
    }
  }
  return stage;
};
