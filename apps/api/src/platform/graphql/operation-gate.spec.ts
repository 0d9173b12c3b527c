import { buildSchema, parse } from 'graphql';
import { OperationGate } from './operation-gate';

describe('the gate of a socket', () => {
  const schema = buildSchema('type Query { slow: Int }');
  const document = parse('{ slow }');

  it('lets ten operations run at a time, and the next one when one has ended', async () => {
    const gate = new OperationGate();
    const ends: (() => void)[] = [];
    const slow = (): Promise<number> => new Promise((resolve) => ends.push(() => resolve(1)));
    const run = () => gate.execute({ schema, document, rootValue: { slow } });

    const first = Array.from({ length: 10 }, run);
    expect((await run()).errors?.[0]?.message).toContain('At most 10');
    ends[0]?.();
    expect((await first[0])?.data).toEqual({ slow: 1 });
    const next = run();
    ends.forEach((end) => end());
    expect((await next).errors).toBeUndefined();
    await Promise.all(first);
  });
});
