import { createWriteStream } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { withDesk } from '../backup';
import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import { newId } from '../platform/database';
import { type EmptyPlace, emptyPlace } from '../testing/empty-place';
import { ccr, type Said } from '../testing/test-cli';

const PASSWORD = 'staple glue and paper';
const MADE = /^([\d,]+) rows of \d+ tables are backed up\. Not in the backup is the secret key, .* keep secret\.key in DATA_DIR in another place\.\n$/;
const RESTORED = /^([\d,]+) rows are restored, as they were on 20\S+Z\. Every table has the checksum that it had\.\n$/;
const PUT_IT_IN_PLACE = 'before you start the server, put in place the one of the desk that was backed up.';

describe('ccr backup, restore and move', () => {
  let folder: string;
  let file: string;
  let desk: EmptyPlace;
  const places: EmptyPlace[] = [];

  const newPlace = async (kind?: 'embedded'): Promise<EmptyPlace> => {
    const place = await emptyPlace(kind);
    places.push(place);
    return place;
  };
  const run = ({ config }: { readonly config: Config }, ...args: string[]): Promise<Said> => ccr(args, { settings: config });
  const makeAdmin = ({ config }: EmptyPlace): Promise<Said> => ccr(['create-admin', 'ann@example.com'], { settings: config, piped: PASSWORD });
  /** For --to. */
  const addressOf = ({ database }: Config): string => (database.kind === 'embedded' ? database.file : database.url);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
    file = join(folder, 'backup.gz');
    desk = await newPlace();
    await makeAdmin(desk);
  });
  afterAll(async () => {
    for (const place of places) await place.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('make a desk again elsewhere, and say what is to be kept and put in place', async () => {
    const made = await run(desk, 'backup', file);
    expect([made.code, made.out]).toEqual([0, '']);
    const [, rows] = MADE.exec(made.err) ?? [];
    expect(Number(rows)).toBeGreaterThan(0);

    const there = await newPlace();
    const restored = await run(there, 'restore', file);
    expect(restored.code).toBe(0);
    expect(RESTORED.exec(restored.out)?.[1]).toBe(rows);
    expect(restored.err).toContain(`There is no secret key here yet: ${PUT_IT_IN_PLACE}`);
    expect((await makeAdmin(there)).err).toContain('already has an account');
  });

  it('write to the standard output, and have nothing to say of the right key', async () => {
    const piped = join(folder, 'piped.gz');
    const stdout = createWriteStream(piped);
    const made = await ccr(['backup', '-'], { settings: desk.config, stdout });
    await finished(stdout.end());
    expect(made.code).toBe(0);
    expect(made.err).toMatch(MADE);

    const there = await newPlace();
    await copyFile(join(desk.config.dataDir, 'secret.key'), join(there.config.dataDir, 'secret.key'));
    const restored = await run(there, 'restore', piped);
    expect([restored.code, restored.err]).toEqual([0, '']);
    expect(restored.out).toMatch(RESTORED);
  });

  it('tell a secret key that is another one', async () => {
    const config = { ...(await newPlace()).config, secretKey: 'k3y'.repeat(20) };
    const { code, err } = await run({ config }, 'restore', file);
    expect(code).toBe(0);
    expect(err).toContain(`The secret key here (the setting SECRET_KEY) is another one: ${PUT_IT_IN_PLACE}`);
  });

  it.each([
    ['no file to write', ['backup'], 2, 'Name the file to write.'],
    ['two of them', ['backup', 'one.gz', 'two.gz'], 2, 'Name the file to write.'],
    ['a folder that is not there', ['backup', '/nowhere/backup.gz'], 1, "can't be used: there is no such file or folder.\n"],
    ['no backup', ['restore'], 2, 'Name the backup.'],
    ['a backup that is not there', ['restore', '/nowhere/backup.gz'], 1, "/nowhere/backup.gz can't be used: there is no such file or folder.\n"],
    ['a folder in its place', ['restore', __dirname], 1, "The file can't be used: this is a folder.\n"],
    ['what is no backup', ['restore', __filename], 1, 'This file is not a backup of Customer Care Registry.'],
    ['nothing to move to', ['move'], 2, 'Name the database to move to'],
    ['nothing that is piped in', ['move', '--to', '-'], 2, 'Name the database to move to'],
    ['an address without --to', ['move', 'mysql://ann:s3cr3t@127.0.0.1/desk'], 2, 'There is more on the command line'],
    ['what is no address', ['move', '--to', 'postgres://u:p@h/db'], 1, 'DATABASE_URL'],
  ])('refuse %s', async (_what, args, expected, message) => {
    const { code, out, err } = await run(desk, ...args);
    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/ {4}at |s3cr3t/);
  });

  it('refuse a database in which there is something, and one in which there is nothing', async () => {
    for (const args of [['restore', file], ['move', '--to', addressOf(desk.config)]]) {
      const { code, out, err } = await run(desk, ...args);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('something in this database already');
    }
    const none = join(folder, 'none.gz');
    const { code, err } = await run(await newPlace(), 'backup', none);
    expect(code).toBe(1);
    expect(err).toMatch(/^There is no .* Check DATABASE_URL and DATA_DIR\.\n$/);
    expect(await readdir(folder)).not.toContain('none.gz');
  });

  describe('to another database', () => {
    let embedded: EmptyPlace;

    beforeAll(async () => {
      embedded = await newPlace('embedded');
      await makeAdmin(embedded);
    });

    it('move everything, and say how to go on', async () => {
      const there = await newPlace();
      const { code, out, err } = await ccr(['move', '--to', '-'], { settings: embedded.config, piped: `${addressOf(there.config)}\n` });
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^[\d,]+ rows are moved; .* Set DATABASE_URL to the other one, keep secret\.key in DATA_DIR as it is, and start the server\.\n$/);
      expect((await makeAdmin(there)).err).toContain('already has an account');
    });

    it('say so when the server wrote meanwhile', async () => {
      /** The time is asked when the first rows are there: something is written then. */
      let asked = 0;
      const writes = (): Promise<unknown> =>
        withDesk(embedded.config.database, (connection) =>
          connection.query(`INSERT INTO events (id, streamId, seq, type, at, internal, data, attempts) VALUES ('${newId()}', 'ann', 1, 'Late', '2026-01-02 03:04:05.678', 0, '{}', 1)`),
        );
      const clock: Clock = {
        now: () => {
          if (++asked === 5) void writes();
          return new Date();
        },
      };
      const there = await newPlace();
      const { code, out, err } = await ccr(['move', '--to', addressOf(there.config)], { settings: embedded.config, clock });
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/Stop the server, empty the other database, and move again\.\n$/);
    });
  });
});
