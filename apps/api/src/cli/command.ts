import type { Readable, Writable } from 'node:stream';
import type { Logger } from 'pino';
import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';

/** What a command may use of the world; specs give it another one. */
export interface CommandContext {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** For what was asked for, and nothing else: it may be piped into a file. */
  readonly stdout: Writable;
  /** For progress and problems. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly clock: Clock;
  /** Warnings and errors, on stderr. */
  readonly log: Logger;
  /** The settings of this process. Throws a `ConfigError`, which the frame tells. */
  config(): Config;
}

/** One thing that the person who runs the shop can do from a terminal. */
export interface Command {
  readonly name: string;
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /** `ccr <name> …` in the first line; below it what else there is to know. */
  readonly usage: string;
  /**
   * Resolves to the exit code; nothing is 0. `UsageError`, `CommandFailure`, `ConfigError`, `UserError`, what `parseArgs`
   * throws and the usual errors of the system are told in a sentence.
   */
  run(args: string[], context: CommandContext): Promise<number | void>;
}

/** It was called in a way that it does not know: told with its usage, exit code 2. */
export class UsageError extends Error {}

/** It did not work out: told with this sentence, which says what to do, exit code 1. */
export class CommandFailure extends Error {}

/** Writes a line. */
export const say = (to: Writable, line: string): void => void to.write(`${line}\n`);
