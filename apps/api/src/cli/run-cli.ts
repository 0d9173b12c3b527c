import { ConfigError } from '../platform/config';
import { UserError } from '../platform/errors';
import { startProblem } from '../start-problem';
import { type Command, type CommandContext, CommandFailure, say, UsageError } from './command';

const WRONG_USAGE = 2;

const listOf = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return ['ccr <command>', '', ...lines, '', 'ccr help <command> says more. The settings are those of the server.'].join('\n');
};

const isWrongUsage = (error: unknown): error is Error =>
  error instanceof UsageError || String((error as NodeJS.ErrnoException | undefined)?.code).startsWith('ERR_PARSE_ARGS');

/** Node repeats what it did not expect, and that may be an address with a password. */
const wrongUsage = (error: Error): string =>
  (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' ? 'There is more on the command line than this command takes.' : error.message;

function tell(command: Command, error: unknown, { stderr }: CommandContext): number {
  if (isWrongUsage(error)) {
    say(stderr, `${wrongUsage(error)}\n\n${command.usage}`);
    return WRONG_USAGE;
  }
  if (error instanceof CommandFailure || error instanceof UserError || error instanceof ConfigError) {
    say(stderr, error.message);
    return 1;
  }
  say(stderr, startProblem(error));
  return 1;
}

/** Runs one command. Resolves to the exit code: 0 fine, 1 failed, 2 wrong usage. */
export async function runCli(commands: readonly Command[], args: readonly string[], context: CommandContext): Promise<number> {
  const [first = 'help', ...rest] = args;
  const isHelp = ['help', '--help', '-h'].includes(first);
  const wanted = isHelp ? rest[0] : first;
  if (wanted === undefined) {
    say(context.stdout, listOf(commands));
    return 0;
  }
  const command = commands.find(({ name }) => name === wanted);
  if (!command) {
    say(context.stderr, `There is no command ${JSON.stringify(wanted)}.\n\n${listOf(commands)}`);
    return WRONG_USAGE;
  }
  if (isHelp || rest.includes('--help')) {
    say(context.stdout, `${command.summary}.\n\n${command.usage}`);
    return 0;
  }
  try {
    return (await command.run(rest, context)) ?? 0;
  } catch (error) {
    return tell(command, error, context);
  }
}
