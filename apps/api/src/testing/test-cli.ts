import { PassThrough, Writable } from 'node:stream';
import { COMMANDS } from '../cli/commands';
import { runCli } from '../cli/run-cli';
import { type Clock, systemClock } from '../platform/clock';
import { type Config, loadConfig } from '../platform/config';
import { createLogger } from '../platform/logging';

/** What a command has said, and its exit code. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a command is run. */
interface Circumstances {
  /** Environment variables, or a config that is there already. */
  readonly settings: Record<string, string> | Config;
  /** What somebody types at a terminal, line by line. Without it there is no terminal. */
  readonly typed?: readonly string[];
  /** What is piped in instead. */
  readonly piped?: string;
  readonly clock?: Clock;
  /** Where the standard output goes; it is not in `out` then. */
  readonly stdout?: Writable;
}

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

const isConfig = (settings: Record<string, string> | Config): settings is Config => 'database' in settings;

/** Runs `ccr` as it comes, with streams of its own instead of the process's. */
export async function ccr(args: readonly string[], { settings, typed, piped = '', clock = systemClock, stdout }: Circumstances): Promise<Said> {
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const [kept, stderr] = [new Kept(), new Kept()];
  const lines = [...(typed ?? [])];
  if (typed) {
    // A line for each question, once it is asked.
    stderr.on('asked', () => setImmediate(() => stdin.write(`${lines.shift() ?? ''}\r`)));
    const write = stderr._write.bind(stderr);
    stderr._write = (chunk: Buffer, encoding: string, done: () => void) => {
      write(chunk, encoding, done);
      if (String(chunk).endsWith(': ')) stderr.emit('asked');
    };
  } else stdin.end(piped);
  const config = (): Config => (isConfig(settings) ? settings : loadConfig(settings));
  const code = await runCli(COMMANDS, args, { stdin, stdout: stdout ?? kept, stderr, clock, log: createLogger('warn', stderr), config });
  return { code, out: kept.text, err: stderr.text };
}
