/**
 * Runs one program and keeps its output. The program gets a process group of its own, so that ending it also ends
 * whatever it started, and a Ctrl-C in the terminal reaches it once, through us.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { whenEnding } from './ending.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const PATIENCE_MS = 8_000;

/** Colours only where somebody looks. */
const PLAIN = process.stdout.isTTY ? {} : { FORCE_COLOR: '0' };

const signalGroup = (child, signal) => {
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch {
    return false; // nobody of the group is left
  }
};

/** Ends a program and everything it started: politely, then firmly. `politely` is the signal it stops cleanly on. */
export const endGroup = async (child, politely = 'SIGINT') => {
  const gone = new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(politely);
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE_MS);
    await gone;
    clearTimeout(timer);
  }
  signalGroup(child, 'SIGKILL'); // stragglers
};

/** Asks every second whether the program's work is done; once it is, it has a while to end by itself. */
const watchForLingering = (isDone, onLingering) => {
  let doneSince;
  return setInterval(() => {
    doneSince ??= isDone() ? Date.now() : undefined;
    if (doneSince && Date.now() - doneSince > PATIENCE_MS) onLingering();
  }, 1_000);
};

/**
 * Resolves with { code, output } when the program ends; never rejects. `env` is added to ours; a value of undefined
 * removes the variable. A program that is not through within `timeoutMs` is ended, and so is one that is (`isDone`
 * says so) but does not end by itself; either is a failure. `cwd` is the workspace unless it is said.
 */
export const run = (command, args, { cwd = ROOT, env = {}, timeoutMs, isDone } = {}) =>
  new Promise((resolve) => {
    const chunks = [];
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...PLAIN, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const stop = whenEnding(() => endGroup(child));
    const giveUp = (why) => {
      clearTimeout(timer);
      clearInterval(watch);
      chunks.push(Buffer.from(`\n${why}\n`));
      void endGroup(child);
    };
    const timer = timeoutMs && setTimeout(() => giveUp(`Stopped: still at work after ${Math.round(timeoutMs / 1000)} s.`), timeoutMs);
    const watch = isDone && watchForLingering(isDone, () => giveUp('Stopped: its work was done, but something it left open kept it from ending.'));
    const finish = async (code) => {
      clearTimeout(timer);
      clearInterval(watch);
      await stop();
      resolve({ code, output: Buffer.concat(chunks).toString() });
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      if (child.pid === undefined) void finish(127);
    });
    child.on('exit', () => void stop()); // else a straggler that holds the pipe open would keep us waiting for 'close'
    child.on('close', (code) => void finish(code ?? 1));
  });

/** The same for a program of node_modules, by the path of its script: quicker than npx and never fetched. */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);
