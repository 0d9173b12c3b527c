import { parseArgs } from 'node:util';
import { move } from '../backup';
import { loadConfig } from '../platform/config';
import { asFailure, keyPlace } from './arguments';
import { type Command, type CommandContext, CommandFailure, say, UsageError } from './command';
import { progress } from './progress';
import { askSecretly, canAsk, pipedIn } from './prompt';

/** With its password: who lists the processes of the machine sees what is on the command line. */
async function addressOf(args: string[], context: CommandContext): Promise<string> {
  const { to } = parseArgs({ args, options: { to: { type: 'string' } } }).values;
  const address = to !== '-' ? to : await (canAsk(context) ? askSecretly(context, 'Address of the other database: ') : pipedIn(context));
  if (!address) throw new UsageError('Name the database to move to with --to.');
  return address;
}

export const moveCommand: Command = {
  name: 'move',
  summary: 'Moves everything from the configured database into another, empty one',
  usage: [
    'ccr move --to mysql://user:password@host:3306/name',
    'ccr move --to - < address.txt',
    '',
    '  --to -   reads the address from the standard input, or asks for it: on the command line others may see the password',
    '',
    'Stop the server first. What is moved from stays as it is; when all is well, set DATABASE_URL to the other one.',
  ].join('\n'),
  run: async (args, context) => {
    const to = await addressOf(args, context);
    const config = context.config();
    const shown = progress(context);
    const target = loadConfig({ DATABASE_URL: to }).database;
    const { rows, changed } = await asFailure(move(config.database, target, context.clock, shown.onRows));
    shown.end();
    if (changed.length > 0)
      throw new CommandFailure(`The server wrote meanwhile, and the other database has not got all of it (${changed.join(', ')}). Stop the server, empty the other database, and move again.`);
    say(context.stdout, `${rows.toLocaleString('en')} rows are moved; every table has the same checksum in both databases. Set DATABASE_URL to the other one, keep ${keyPlace(config)} as it is, and start the server.`);
  },
};
