import { migratedInUse, type TestPlatform } from '../testing/test-platform';
import { Counts1795720000000 } from './1795720000000-counts';

const AT = '2026-01-02 03:04:05.678';
const user = (id: string, role: string): string =>
  `INSERT INTO users (id, name, email, role, passwordHash, createdAt, lastSeq) VALUES ('${id}', '${id}', '${id}@example.com', '${role}', 'x', '${AT}', 1)`;
const ticket = (id: string, status: string, assignee: string, topic: string, waitingSince: string): string =>
  `INSERT INTO tickets (id, reference, subject, description, status, priority, customerId, assigneeId, topicId, waitingSince, createdAt, updatedAt, lastActivityAt, lastSeq, lastPublicSeq)
   VALUES ('${id}', '${id}', 's', 'd', '${status}', 'NORMAL', 'ann', ${assignee}, ${topic}, ${waitingSince}, '${AT}', '${AT}', '${AT}', 1, 1)`;
const ROWS = [
  ...[user('ann', 'CUSTOMER'), user('gita', 'AGENT')],
  `INSERT INTO topics (id, name, createdAt) VALUES ('pay', 'Payments', '${AT}')`,
  ...[ticket('a', 'NEW', 'NULL', "'pay'", `'${AT}'`), ticket('b', 'NEW', 'NULL', 'NULL', 'NULL')],
  ...[ticket('c', 'OPEN', "'gita'", "'pay'", `'${AT}'`), ticket('d', 'PENDING', "'gita'", "'pay'", 'NULL'), ticket('e', 'CLOSED', "'gita'", 'NULL', 'NULL')],
];

describe('the migration of counts, on a shop that is in use', () => {
  let test: TestPlatform;


  beforeAll(async () => {
    test = await migratedInUse(Counts1795720000000, ROWS);
  });
  afterAll(() => test.stop());

  it('counts the tickets that there are', async () => {
    const rows = (await test.database.manager.query('SELECT kind, ownerId, bucket, slot, number FROM ticket_counts')) as object[];
    expect(rows.map((row) => Object.values(row).join(' ')).sort()).toEqual([
      ...['ASSIGNEE gita CLOSED 0 1', 'ASSIGNEE gita OPEN 0 1', 'ASSIGNEE gita PENDING 0 1'],
      ...['ASSIGNEE gita WAITING_FOR_CUSTOMER 0 1', 'ASSIGNEE gita WAITING_FOR_SHOP 0 1'],
      ...['CUSTOMER ann CLOSED 0 1', 'CUSTOMER ann NEW 0 2', 'CUSTOMER ann OPEN 0 1', 'CUSTOMER ann PENDING 0 1'],
      ...['CUSTOMER ann WAITING_FOR_CUSTOMER 0 1', 'CUSTOMER ann WAITING_FOR_SHOP 0 2'],
      ...['SHOP  CLOSED 0 1', 'SHOP  NEW 0 2', 'SHOP  OPEN 0 1', 'SHOP  PENDING 0 1', 'SHOP  WAITING_FOR_CUSTOMER 0 1', 'SHOP  WAITING_FOR_SHOP 0 2'],
      ...['TOPIC pay WAITING_FOR_CUSTOMER 0 1', 'TOPIC pay WAITING_FOR_SHOP 0 2'],
      ...['UNASSIGNED  NEW 0 1', 'UNASSIGNED pay NEW 0 1', 'UNASSIGNED pay WAITING_FOR_SHOP 0 1'],
    ]);
  });
});
