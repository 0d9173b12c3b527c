import { existsSync } from 'node:fs';
import { DeskImport, HistoryClock } from '../exchange';
import { withApplication } from './application';
import { oneArgument } from './arguments';
import { type Command, CommandFailure, say } from './command';

export const importCommand: Command = {
  name: 'import',
  summary: 'Takes people, topics, tickets, messages and ratings from a folder',
  usage: [
    'ccr import <folder>',
    '',
    'The files are those of ccr export. People are known by their address, topics by their name, tickets by their id: what',
    'is there already stays as it is. A ticket with a line that can\'t be taken is left out as a whole, and the line is',
    'named. No mail is sent. Customers choose a password by "forgot password"; an admin invites the staff again.',
  ].join('\n'),
  run: async (args, context) => {
    const folder = oneArgument(args, 'the folder of the export');
    if (!existsSync(folder)) throw new CommandFailure('There is no such folder.');
    const clock = new HistoryClock(context.clock);
    const done = await withApplication({ ...context, clock }, (server) => new DeskImport(server, clock, folder, (problem) => say(context.stderr, problem)).run());
    const { people, topics, tickets, messages, bad } = done;
    for (const [name, { added, known }] of Object.entries({ people, topics, tickets })) say(context.stdout, `${name}: ${added} new, ${known} there already`);
    say(context.stdout, `messages: ${messages} new`);
    if (bad > 0) say(context.stderr, `${bad} lines could not be taken. Correct them and import again: what was taken stays.`);
    return bad > 0 ? 1 : 0;
  },
};
