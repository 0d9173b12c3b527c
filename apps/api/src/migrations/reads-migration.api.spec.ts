import { migratedInUse, type TestPlatform } from '../testing/test-platform';
import { Reads1795400000000 } from './1795400000000-reads';

const AT = '2026-01-02 03:04:05.678';
const user = (id: string, role: string): string =>
  `INSERT INTO users (id, name, email, role, passwordHash, createdAt, lastSeq) VALUES ('${id}', '${id}', '${id}@example.com', '${role}', 'x', '${AT}', 1)`;
const ticket = (id: string, status: string, assignee: string): string =>
  `INSERT INTO tickets (id, reference, subject, description, status, priority, customerId, assigneeId, createdAt, updatedAt, lastActivityAt, lastSeq, lastPublicSeq)
   VALUES ('${id}', '${id}', 's', 'd', '${status}', 'NORMAL', 'ann', ${assignee}, '${AT}', '${AT}', '${AT}', 3, 3)`;
const event = (streamId: string, seq: number, internal: number): string =>
  `INSERT INTO events (id, streamId, seq, type, at, internal, data, attempts) VALUES ('${streamId}-${seq}', '${streamId}', ${seq}, 'x', '${AT}', ${internal}, '{}', 0)`;
const ROWS = [
  ...[user('ann', 'CUSTOMER'), user('gita', 'AGENT'), user('asha', 'ADMIN')],
  ...[ticket('open', 'OPEN', "'gita'"), ticket('closed', 'CLOSED', "'gita'"), ticket('asked', 'RESOLVED', "'asha'"), ticket('new', 'NEW', 'NULL')],
  ...['open', 'closed', 'asked', 'new'].flatMap((id) => [event(id, 1, 0), event(id, 2, 1), event(id, 3, 0)]),
  `INSERT INTO messages (id, ticketId, seq, kind, body, authorId, createdAt) VALUES ('one', 'open', 3, 'REPLY', 'words', 'ann', '${AT}')`,
];

describe('the migration of reads, on a shop that is in use', () => {
  let test: TestPlatform;

  const lines = async (sql: string): Promise<string[]> =>
    ((await test.database.manager.query(sql)) as object[]).map((row) => Object.values(row).join(' ')).sort();

  beforeAll(async () => {
    test = await migratedInUse(Reads1795400000000, ROWS);
  });
  afterAll(() => test.stop());

  it('keeps what was said, and counts what customers may see', async () => {
    expect(await lines('SELECT id, replyToId FROM messages')).toEqual(['one ']);
    expect(await lines('SELECT id, publicCount FROM tickets')).toEqual(['asked 2', 'closed 2', 'new 2', 'open 2']);
  });

  it('takes what is done for read by everyone who has to do with it, and nothing else', async () => {
    expect(await lines('SELECT ticketId, userId, seq, readCount FROM ticket_reads')).toEqual([
      'asked ann 3 2',
      'asked asha 3 3',
      'closed ann 3 2',
      'closed asha 3 3',
      'closed gita 3 3',
    ]);
  });
});
