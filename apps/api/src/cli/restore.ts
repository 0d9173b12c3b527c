import { type BackupHeader, readBackupFile, restore, secretFingerprint, verify } from '../backup';
import type { Config } from '../platform/config';
import { asFailure, keyPlace, oneArgument } from './arguments';
import { type Command, say } from './command';
import { progress } from './progress';

/** What to do about the secret key; nothing when it is the right one, or when nobody can say. */
function keyAdvice({ keyFingerprint }: BackupHeader, config: Config): string | null {
  const here = secretFingerprint(config);
  if (keyFingerprint === null || here === keyFingerprint) return null;
  const why = here === null ? 'There is no secret key here yet' : `The secret key here (${keyPlace(config)}) is another one`;
  return `${why}: before you start the server, put in place the one of the desk that was backed up. Without it second factors and the secrets of webhooks can't be read.`;
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Fills an empty database with a backup',
  usage: [
    'ccr restore <file>',
    '',
    'The database of the settings must be empty; it may be of another engine than the one that was backed up. The file is',
    'checked before anything is written. Afterwards everybody has to sign in again, and no mail goes out that waited when',
    'the backup was made.',
  ].join('\n'),
  run: async (args, context) => {
    const file = oneArgument(args, 'the backup');
    const config = context.config();
    const shown = progress(context);
    const { header, rows, tokens } = await asFailure(
      verify(readBackupFile(file)).then(() => restore(readBackupFile(file), config.database, { fromThePast: true, onRows: shown.onRows })),
    );
    shown.end();
    say(context.stdout, `${rows.toLocaleString('en')} rows are restored, as they were on ${header.createdAt}. Every table has the checksum that it had.`);
    if (tokens > 0) say(context.stdout, `Access tokens (${tokens}) work as they did then: revoke again those that were revoked since, and look through the accounts of the staff.`);
    const advice = keyAdvice(header, config);
    if (advice !== null) say(context.stderr, advice);
  },
};
