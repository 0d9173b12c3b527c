import { NOBODY_WAITS } from '@ccr/domain';
import { Ticket } from '../modules/tickets';
import { migratedInUse, type TestPlatform } from '../testing/test-platform';
import { Desk1795700000000 } from './1795700000000-desk';

const RAISED = '2026-01-02 03:04:05.678';
const WRITTEN = '2026-01-03 03:04:05.678';
const USERS = ['ann', 'gita'].map(
  (id) => `INSERT INTO users (id, name, email, role, passwordHash, createdAt, lastSeq) VALUES ('${id}', '${id}', '${id}@example.com', '${id === 'ann' ? 'CUSTOMER' : 'AGENT'}', 'x', '${RAISED}', 1)`,
);
const ticket = (id: string, status: string, priority = 'NORMAL'): string =>
  `INSERT INTO tickets (id, reference, subject, description, status, priority, customerId, createdAt, updatedAt, lastActivityAt, lastSeq, lastPublicSeq)
   VALUES ('${id}', '${id}', 's', 'd', '${status}', '${priority}', 'ann', '${RAISED}', '${WRITTEN}', '${WRITTEN}', 3, 3)`;
const message = (ticketId: string, seq: number, author: string, kind = 'REPLY'): string =>
  `INSERT INTO messages (id, ticketId, seq, kind, body, authorId, createdAt)
   VALUES ('${ticketId}-${seq}', '${ticketId}', ${seq}, '${kind}', 'w', '${author}', '2026-01-02 0${seq}:00:00.000')`;
const ROWS = [
  ...USERS,
  ...[ticket('new', 'NEW'), ticket('urgent', 'NEW', 'URGENT'), ticket('low', 'OPEN', 'LOW'), ticket('open', 'OPEN', 'HIGH')],
  ...[ticket('pending', 'PENDING'), ticket('resolved', 'RESOLVED'), ticket('closed', 'CLOSED')],
  ...[message('open', 4, 'ann'), message('open', 5, 'gita', 'NOTE'), message('open', 6, 'gita'), message('open', 7, 'gita'), message('new', 4, 'ann')],
];
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);
const hoursAfter = (text: string, hours: number): Date => new Date(at(text).getTime() + hours * 60 * 60 * 1_000);

describe('the migration of the desk, on a shop that is in use', () => {
  let test: TestPlatform;
  let began: number;

  const times = async (id: string): Promise<Pick<Ticket, 'waitingSince' | 'answerBy' | 'firstReplyAt' | 'resolvedAt' | 'closesAt'>> => {
    const columns = ['waitingSince', 'answerBy', 'firstReplyAt', 'resolvedAt', 'closesAt'].map((name) => `t.${name}`);
    return test.database.source.getRepository(Ticket).createQueryBuilder('t').select(['t.id', ...columns]).where('t.id = :id', { id }).getOneOrFail();
  };
  const nobody = { waitingSince: null, answerBy: NOBODY_WAITS };
  const active = { firstReplyAt: null, resolvedAt: null, closesAt: null };

  beforeAll(async () => {
    began = Date.now();
    test = await migratedInUse(Desk1795700000000, ROWS);
  });
  afterAll(() => test.stop());

  it('takes the customers of new and open tickets for waiting, as their priority allows', async () => {
    expect(await times('new')).toMatchObject({ ...active, waitingSince: at(RAISED), answerBy: hoursAfter(RAISED, 24) });
    expect(await times('urgent')).toMatchObject({ ...active, waitingSince: at(RAISED), answerBy: hoursAfter(RAISED, 1) });
    expect(await times('low')).toMatchObject({ ...active, waitingSince: at(WRITTEN), answerBy: hoursAfter(WRITTEN, 72) });
    expect(await times('pending')).toMatchObject({ ...nobody, ...active });
  });

  it('knows who of the staff answered first, which a note is not', async () => {
    const firstReplyAt = at('2026-01-02 06:00:00.000');
    expect(await times('open')).toMatchObject({ ...active, firstReplyAt, waitingSince: at(WRITTEN), answerBy: hoursAfter(WRITTEN, 4) });
  });

  it('gives what is resolved a week until it closes, from now on', async () => {
    const { closesAt, ...resolved } = await times('resolved');
    expect(resolved).toMatchObject({ ...nobody, resolvedAt: at(WRITTEN) });
    const week = 7 * 24 * 60 * 60 * 1_000;
    expect((closesAt?.getTime() ?? 0) - began).toBeGreaterThanOrEqual(week);
    expect((closesAt?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(week);
    expect(await times('closed')).toMatchObject({ ...nobody, resolvedAt: at(WRITTEN), closesAt: null });
  });
});
