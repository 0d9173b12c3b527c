import { withDesk } from '../backup';
import { exportDesk } from '../exchange';
import { insistOnMigrated } from '../platform/database';
import { withDatabase } from './application';
import { asFailure, oneArgument } from './arguments';
import { type Command, CommandFailure, say } from './command';
import { progress } from './progress';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes what staff can read into a folder, for other programs',
  usage: [
    'ccr export <folder>',
    '',
    'Makes the folder, with a file of JSON Lines for each kind: people, topics, tickets, messages, ratings, feedback,',
    'cannedReplies. No secrets are in them. The server may go on working: the export is of one moment.',
  ].join('\n'),
  run: async (args, context) => {
    const folder = oneArgument(args, 'the folder to make');
    const { database } = context.config();
    await withDatabase(context, insistOnMigrated);
    const shown = progress(context);
    const counts = await asFailure(
      withDesk(database, (connection) => exportDesk(connection, folder, shown.onRows)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new CommandFailure('There is an export in this folder already. Name another one.');
        throw error;
      }),
    );
    shown.end();
    for (const [name, count] of Object.entries(counts)) say(context.stdout, `${name}.jsonl  ${count.toLocaleString('en')} lines`);
  },
};
