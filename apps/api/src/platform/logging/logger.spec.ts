import { Writable } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { createLogger } from './logger';
import { outsideOfRequests, RequestScope } from './request-scope';

describe('the log', () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('info', new Writable({ write: (chunk, _encoding, done) => (lines.push(JSON.parse(String(chunk)) as Record<string, unknown>), done()) }));
  const last = (): Record<string, unknown> => lines.at(-1) ?? {};

  it('says in each line which request it belongs to, however deep in the work', async () => {
    await new RequestScope('r1').run(async () => {
      await Promise.resolve();
      log.info('within');
      expect(last()).toMatchObject({ msg: 'within', requestId: 'r1' });
      outsideOfRequests(() => log.info('for nobody'));
      expect(last()).not.toHaveProperty('requestId');
    });
    log.info('after');
    expect(last()).not.toHaveProperty('requestId');
  });

  it('says which trace a line belongs to', () => {
    const scope = new RequestScope('r2');
    scope.span = { spanContext: () => ({ traceId: 't1' }) } as never;
    scope.run(() => log.info('traced'));
    expect(last()).toMatchObject({ requestId: 'r2', trace_id: 't1' });
  });

  it.each([
    ["Duplicate entry 'ann@example.com' for key 'ux_users_email'", "Duplicate entry [secret] for key 'ux_users_email'"],
    ["Duplicate entry 'it's hers' for key 'x'", "Duplicate entry [secret] for key 'x'"],
    ["Incorrect string value: 'ann' for column `name` at row 1", 'Incorrect string value: [secret] for column `name` at row 1'],
    ["Incorrect datetime value: 'ann'", 'Incorrect datetime value: [secret]'],
    ["Table 'shop.nowhere' doesn't exist", "Table 'shop.nowhere' doesn't exist"],
  ])('cuts out what a database repeats of what people wrote: %s', (told, kept) => {
    const driverError = Object.assign(new Error(told), { sql: `INSERT '${told}'`, sqlMessage: told, code: 'ER_DUP_ENTRY' });
    const failed = new QueryFailedError('INSERT INTO t VALUES (?)', ['ann@example.com'], driverError);
    for (const error of [driverError, failed, new Error('Outside', { cause: failed })]) {
      log.error({ err: error }, 'It failed');
      expect(last()).toMatchObject({ err: { message: expect.stringContaining(kept) } });
      expect(JSON.stringify(last())).not.toMatch(/'ann|ann@example|hers/);
    }
    log.error({ err: failed }, 'It failed');
    expect(last()).toMatchObject({ err: { driverError: { code: 'ER_DUP_ENTRY' } } });
  });
});
