import { parseArgs } from 'node:util';
import { withApplication } from './application';
import { type Command, type CommandContext, CommandFailure, say, UsageError } from './command';
import { ask, askSecretly, canAsk, pipedIn } from './prompt';

async function chosenPassword(context: CommandContext): Promise<string> {
  if (!canAsk(context)) return pipedIn(context);
  const password = await askSecretly(context, 'Password: ');
  if ((await askSecretly(context, 'The same again: ')) !== password) throw new CommandFailure('These were two different passwords. Try again.');
  return password;
}

export const createAdminCommand: Command = {
  name: 'create-admin',
  summary: 'Makes an admin, who can sign in at once',
  usage: [
    'ccr create-admin <email> [--name <name>]',
    '',
    'On a terminal it asks for the name and the password. Otherwise the password is what is piped in, such as',
    '  ccr create-admin ann@example.com --name Ann < password.txt',
    'and the name is Admin unless it is given. The audit says that the operator did it.',
  ].join('\n'),
  run: async (args, context) => {
    const { values, positionals } = parseArgs({ args, options: { name: { type: 'string' } }, allowPositionals: true });
    const [email] = positionals;
    if (email === undefined || positionals.length > 1) throw new UsageError('Give the e-mail address of the admin.');
    context.config(); // nobody types a password for settings that can't be used
    const name = values.name ?? (canAsk(context) ? await ask(context, 'Name: ') : 'Admin');
    const password = await chosenPassword(context);
    const admin = await withApplication(context, ({ operator }) => operator.createAdmin({ name, email, password }));
    say(context.stdout, `${admin.name} is an admin now, and signs in with ${admin.email}.`);
  },
};
