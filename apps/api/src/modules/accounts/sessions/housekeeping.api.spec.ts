import { randomUUID } from 'node:crypto';
import { eventually } from '@ccr/testkit';
import { ClientMutation } from '../../../platform/idempotency';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { AccountLink, LinkPurpose } from '../codes/account-link.entity';
import { CodePurpose, OneTimeCode } from '../codes/one-time-code.entity';
import { KnownDevice } from './known-device.entity';
import { Session } from './session.entity';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
const TABLES = [Session, OneTimeCode, AccountLink, KnownDevice, ClientMutation];

describe('housekeeping', () => {
  let test: TestServer;

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('clears away what is over, each in its time, and nothing else', async () => {
    const { database, clock } = test.server.platform;
    const { id: userId } = await test.shop.customer();
    const now = clock.now();
    const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
    await database.unitOfWork(async () => {
      const of = { userId, createdAt: now, endedAt: null };
      const code = { ...of, purpose: CodePurpose.VERIFY_EMAIL, codeHash: 'x', address: 'a@b.c', formerAddress: null, expiresAt: minutes(10) };
      await database.manager.insert(OneTimeCode, { id: randomUUID(), ...code });
      await database.manager.insert(AccountLink, { id: randomUUID(), ...of, purpose: LinkPurpose.REPORT_SIGN_IN, secretHash: 'x', expiresAt: minutes(10) });
      await database.manager.insert(ClientMutation, { viewerId: userId, clientMutationId: randomUUID(), operation: 'x', resultId: 'x', createdAt: now });
    });
    const counts = (): Promise<number[]> => Promise.all(TABLES.map((table) => database.repository(table).count()));
    const clear = async (ms: number): Promise<void> => {
      test.clock.pass(ms);
      const mark = { viewerId: userId, clientMutationId: randomUUID(), operation: 'x', resultId: 'x', createdAt: new Date(0) };
      await database.unitOfWork(() => database.manager.insert(ClientMutation, mark)); // cleared last of all
      test.server.workers.forEach((worker) => worker.nudge());
      await eventually('the end of the round', async () => !(await database.repository(ClientMutation).existsBy({ clientMutationId: mark.clientMutationId })));
    };
    const isLeft = async (): Promise<boolean[]> => (await counts()).map((count) => count > 0);

    await clear(0);
    expect(await isLeft()).toEqual([true, true, true, true, true]);
    await clear(13 * HOUR);
    expect(await isLeft()).toEqual([false, true, true, true, true]);
    await clear(8 * DAY);
    expect(await isLeft()).toEqual([false, false, false, true, true]);
    await clear(22 * DAY);
    expect(await isLeft()).toEqual([false, false, false, true, false]);
    await clear(335 * DAY);
    expect(await isLeft()).toEqual([false, false, false, false, false]);
  });
});
