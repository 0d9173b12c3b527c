import { parseArgs } from 'node:util';
import { withApplication } from './application';
import { type Command, CommandFailure, say, UsageError } from './command';
import { ask, canAsk } from './prompt';

export const resetSecondFactorCommand: Command = {
  name: 'reset-second-factor',
  summary: 'Lets someone in with their password alone, who has lost their second factor',
  usage: [
    'ccr reset-second-factor <email> [--yes]',
    '',
    '  --yes   without asking whether it is meant',
    '',
    'They are signed out everywhere and told by mail; the audit says that the operator did it. Be sure who asks you for it.',
  ].join('\n'),
  run: async (args, context) => {
    const { values, positionals } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } }, allowPositionals: true });
    const [email] = positionals;
    if (email === undefined || positionals.length > 1) throw new UsageError('Give the e-mail address of the person.');
    if (!values.yes && !canAsk(context)) throw new UsageError('Nobody can be asked here whether it is meant. Add --yes if it is.');
    const user = await withApplication(context, async ({ operator }) => {
      const { name, role } = await operator.findWithSecondFactor(email);
      if (!values.yes && (await ask(context, `Take away the second factor of ${name} (${role.toLowerCase()})? Type yes: `)).trim() !== 'yes')
        throw new CommandFailure('Nothing was done.');
      return operator.resetSecondFactor(email);
    });
    say(context.stdout, `${user.name} signs in with their password alone now, and is told by mail.`);
  },
};
