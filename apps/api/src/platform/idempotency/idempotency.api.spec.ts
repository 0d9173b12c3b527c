import { randomUUID } from 'node:crypto';
import { QueryFailedError } from 'typeorm';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import type { Viewer } from '../auth';
import { systemClock } from '../clock';
import { Idempotency } from './idempotency';

const viewer = { id: randomUUID() } as Viewer;

describe('what is to be made once', () => {
  let platform: TestPlatform;
  let idempotency: Idempotency;

  beforeAll(async () => {
    platform = await startTestPlatform();
    idempotency = new Idempotency(platform.database, systemClock);
  });
  afterAll(() => platform.stop());

  it.each([
    ['with an id of the client', randomUUID()],
    ['without one', undefined],
  ])('is counted once, %s, though a deadlock makes it be done again', async (_which, clientMutationId) => {
    const [admit, make] = [jest.fn(() => Promise.resolve()), jest.fn()];
    make.mockRejectedValueOnce(new QueryFailedError('UPDATE', [], Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' })));
    const id = await idempotency.once({ viewer, operation: 'test', clientMutationId, admit }, make);
    expect([make.mock.calls, admit.mock.calls.length]).toEqual([[[id], [id]], 1]);
  });

  it('is not counted when it was made before', async () => {
    const attempt = { viewer, operation: 'test', clientMutationId: randomUUID(), admit: jest.fn(() => Promise.resolve()) };
    const id = await idempotency.once(attempt, () => Promise.resolve());
    expect(await idempotency.once(attempt, () => Promise.reject(new Error('made twice')))).toBe(id);
    expect(attempt.admit).toHaveBeenCalledTimes(1);
  });

  it('is not made when there were too many', async () => {
    const make = jest.fn();
    const admit = (): Promise<void> => Promise.reject(new Error('too many'));
    await expect(idempotency.once({ viewer, operation: 'test', clientMutationId: randomUUID(), admit }, make)).rejects.toThrow('too many');
    expect(make).not.toHaveBeenCalled();
  });
});
