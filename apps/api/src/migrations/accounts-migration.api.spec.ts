import { migratedInUse, type TestPlatform } from '../testing/test-platform';
import { Accounts1795300000000 } from './1795300000000-accounts';

const ROWS = [
  `INSERT INTO users (id, name, email, mobile, role, passwordHash, createdAt, lastSeq)
   VALUES ('ann', 'Ann Rao', 'ann@example.com', NULL, 'CUSTOMER', '$argon2id$', '2026-01-02 03:04:05.678', 1)`,
  `INSERT INTO sessions (id, userId, secretHash, remember, createdAt, lastUsedAt, expiresAt)
   VALUES ('session', 'ann', 'hash', 1, '2026-01-02 03:04:05.678', '2026-01-02 03:04:05.678', '2036-01-02 03:04:05.678')`,
  `INSERT INTO access_tokens (id, userId, name, secretHash, scopes, createdAt)
   VALUES ('token', 'ann', 'program', 'hash', '["TICKETS_READ"]', '2026-01-02 03:04:05.678')`,
];

describe('the migration of accounts, on a shop that is in use', () => {
  let test: TestPlatform;

  const count = async (table: string): Promise<number> => {
    const [row] = (await test.database.manager.query(`SELECT COUNT(*) AS rows_ FROM ${table}`)) as { rows_: number | string }[];
    return Number(row?.rows_);
  };

  beforeAll(async () => {
    test = await migratedInUse(Accounts1795300000000, ROWS);
  });
  afterAll(() => test.stop());

  it('keeps people, their sessions and their tokens', async () => {
    expect([await count('users'), await count('sessions'), await count('access_tokens')]).toEqual([1, 1, 1]);
  });

  it('takes addresses that get mail already for confirmed', async () => {
    const [row] = (await test.database.manager.query('SELECT emailVerifiedAt, createdAt, availability FROM users')) as Record<string, unknown>[];
    expect(row?.['emailVerifiedAt']).toEqual(row?.['createdAt']);
    expect(row?.['emailVerifiedAt']).not.toBeNull();
    expect(row?.['availability']).toBe('ON');
  });
});
