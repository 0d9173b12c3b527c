import { parseArgs } from 'node:util';
import { insistOnKnown, migrate, schemaState } from '../platform/database';
import { withDatabase } from './application';
import { type Command, say } from './command';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Brings the tables of the database up to date',
  usage: [
    'ccr migrate [--check]',
    '',
    '  --check   only says what is pending; ends with 1 if anything is',
    '',
    'Servers do this themselves when they start, unless MIGRATE_ON_START is false: then they wait until it is done.',
  ].join('\n'),
  run: async (args, context) => {
    const { check } = parseArgs({ args, options: { check: { type: 'boolean', default: false } } }).values;
    return withDatabase(context, async (database) => {
      if (check) {
        const state = await schemaState(database);
        insistOnKnown(state);
        say(context.stdout, state.pending.length === 0 ? 'The database is up to date.' : ['Pending:', ...state.pending].join('\n  '));
        return state.pending.length === 0 ? 0 : 1;
      }
      const ran = await migrate(database);
      say(context.stdout, ran.length === 0 ? 'The database was up to date.' : ['Done:', ...ran].join('\n  '));
      return 0;
    });
  },
};
