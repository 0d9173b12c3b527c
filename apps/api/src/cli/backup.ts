import { type BackupPart, readDatabase, secretFingerprint, withDesk, writeBackup, writeBackupFile } from '../backup';
import { asFailure, keyPlace, oneArgument } from './arguments';
import { type Command, say } from './command';
import { progress } from './progress';

/** Passes the parts on and counts. */
async function* counted(parts: AsyncIterable<BackupPart>, onRows: (rows: number) => void, onEnd: (tables: number, rows: number) => void): AsyncGenerator<BackupPart> {
  let rows = 0;
  for await (const part of parts) {
    if (part.kind === 'rows') onRows((rows += part.lines.length));
    if (part.kind === 'end') onEnd(part.tables, part.rows);
    yield part;
  }
}

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Writes everything that is in the database into one file',
  usage: [
    'ccr backup <file>',
    '',
    '  <file>   replaced once the backup is whole; - is the standard output',
    '',
    'The server may go on working: the backup is of one moment. The secret key is not in it: keep that as well.',
  ].join('\n'),
  run: async (args, context) => {
    const file = oneArgument(args, 'the file to write');
    const config = context.config();
    const shown = progress(context);
    let whole = '';
    await asFailure(
      withDesk(config.database, async (connection) => {
        const parts = counted(readDatabase(connection, context.clock.now(), secretFingerprint(config)), shown.onRows, (tables, rows) => {
          whole = `${rows.toLocaleString('en')} rows of ${tables} tables are backed up.`;
        });
        await (file === '-' ? writeBackup(parts, context.stdout) : writeBackupFile(parts, file));
      }),
    );
    shown.end();
    say(context.stderr, `${whole} Not in the backup is the secret key, without which second factors, webhook secrets and mailed links are lost: keep ${keyPlace(config)} in another place.`);
  },
};
