import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasRedisProgram, OwnRedis } from '../../testing/own-redis';
import { ccr, type Said } from '../../testing/test-cli';
import { clockFinding } from './finding';

const PRODUCTION = {
  NODE_ENV: 'production',
  SECRET_KEY: 'k3y'.repeat(20),
  MAIL_FROM: 'help@example.com',
  PUBLIC_URL: 'https://help.shop.invalid',
  SMTP_URL: 'smtp://shop:s3cr3t@127.0.0.1:1',
};

describe('ccr doctor', () => {
  let folder: string;
  const doctor = (settings: Record<string, string>): Promise<Said> => ccr(['doctor'], { settings: { DATA_DIR: join(folder, 'data'), ...settings } });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-doctor-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is content with a trial on a laptop', async () => {
    const { code, out } = await doctor({});
    expect(code).toBe(0);
    expect(out).not.toMatch(/^problem/m);
    expect(out).toMatch(/^ok +Data folder .* is made when it is needed$/m);
    expect(out).toMatch(/^ok +Redis +not set: right for a single server$/m);
    expect(out).toMatch(/^ok +Mail +kept in the mailbox on this machine/m);
    expect(out).toMatch(/\nNo problem; see whether the warnings are meant so\.\n$/);
  });

  it('says of everything that is away what to do, and shows no secret', async () => {
    const { code, out, err } = await doctor({ ...PRODUCTION, DATABASE_URL: 'mysql://shop:s3cr3t@127.0.0.1:1/shop', DATABASE_REPLICA_URLS: 'mysql://shop:s3cr3t@127.0.0.1:2/shop', REDIS_URL: 'redis://:s3cr3t@127.0.0.1:1' });
    expect(code).toBe(1);
    expect(out).toMatch(/^problem +Database +The database server of DATABASE_URL does not answer \(ECONNREFUSED\)\. Start it, or correct the address\.$/m);
    expect(out).toMatch(/^warning +Replicas +number 1 of DATABASE_REPLICA_URLS does not answer, or refuses us: it is not read from\./m);
    expect(out).toMatch(/^problem +Redis +It does not answer, or refuses us\. Start it, or correct REDIS_URL\.$/m);
    expect(out).toMatch(/^problem +Mail +The mail server does not answer as it should \(ECONNREFUSED\)\. Correct SMTP_URL\.$/m);
    expect(out).toMatch(/^warning +Public URL +help\.shop\.invalid has no address that is known here\./m);
    expect(out).toMatch(/^warning +Proxies +TRUST_PROXY is empty/m);
    expect(out).toMatch(/\n3 problems to solve\.\n$/);
    expect(out + err).not.toMatch(/s3cr3t|k3y/);
  });

  it('lists what is wrong with the settings, and stops there', async () => {
    const { code, out } = await doctor({ ...PRODUCTION, SECRET_KEY: '', PORT: 'eighty' });
    expect([code, out.split('\n').filter((line) => line.startsWith('problem'))]).toEqual([1, [expect.stringContaining('PORT'), expect.stringContaining('SECRET_KEY')]]);
    expect(out).not.toContain('Database');
  });

  it('finds a file where the data folder should be, and one that is no database', async () => {
    await writeFile(join(folder, 'data'), 'a file');
    expect((await doctor({ DATABASE_URL: join(folder, 'x.sqlite') })).out).toMatch(/^problem +Data folder +.*\/data can't be written \(ENOTDIR\)\./m);
    await rm(join(folder, 'data'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data/ccr.sqlite'), 'no database, but a text that is longer than a header of one '.repeat(20));
    expect((await doctor({})).out).toMatch(/^problem +Database +The file of the embedded database is not a database\./m);
  });

  (hasRedisProgram ? it : it.skip)('compares its clock with that of Redis', async () => {
    const redis = await OwnRedis.start();
    const { out } = await doctor({ REDIS_URL: redis.url });
    await redis.goAway();
    expect(out).toMatch(/^ok +Redis +answers$/m);
    expect(out).toMatch(/^ok +Clock +0\.\d s (behind|ahead of) Redis$/m);
  });

  it.each([
    [-1_999, 'ok', '2.0 s behind the database server'],
    [2_000, 'warning', '2.0 s ahead of the database server. Have both machines set their clocks by NTP.'],
    [-30_000, 'problem', '30.0 s behind the database server. Have both machines set their clocks by NTP.'],
  ])('takes a difference of %i ms for %s', (difference, level, says) => {
    const theirs = new Date('2026-03-29T01:30:00Z');
    expect(clockFinding('the database server', theirs, new Date(theirs.getTime() + difference))).toEqual({ level, about: 'Clock', says });
  });
});
