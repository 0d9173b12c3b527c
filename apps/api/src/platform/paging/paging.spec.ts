import { UserError } from '../errors';
import { idCursor, keysetCursor, parseId, parseKeyset, parsePlace, parseSeq, placeCursor, seqCursor } from './cursor';
import { type PageArgs, pageOf, pageRequest } from './page-request';

const refusal = (ask: () => unknown): UserError => {
  try {
    ask();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('This should have been refused');
};
const pathOf = (ask: () => unknown): string | undefined => {
  const { code, details } = refusal(ask);
  expect(code).toBe('BAD_USER_INPUT');
  return details.issues?.[0]?.path;
};
const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe('cursors', () => {
  const ID = '0197f6e0-1111-7222-8333-444455556666';

  it('come back as they were made', () => {
    const place = { at: new Date('2026-01-31T23:59:59.999Z'), id: ID };
    expect(parseKeyset(keysetCursor(place))).toEqual(place);
    expect(parseId(idCursor(ID))).toBe(ID);
    const inOrder = { keys: [3, 0, 1_767_225_600_000], id: ID };
    expect(parsePlace(placeCursor('BY_SIZE_ASC', inOrder), 'BY_SIZE_ASC', 3)).toEqual(inOrder);
    expect([0, 1, 999_999_999].map((seq) => parseSeq(seqCursor(seq)))).toEqual([0, 1, 999_999_999]);
  });

  it('go into a URL as they are', () => {
    expect(keysetCursor({ at: new Date(), id: ID })).toMatch(/^[\w-]+$/);
  });

  const forgeries = [
    '', ' ', 'x', '5', '💥', 'null', 'seq.5', encoded('5'), encoded('seq.'), encoded('seq.-1'), encoded('seq.1e3'), encoded('seq.1;'),
    encoded('seq.9999999999'), encoded(`.${ID}`), encoded(`99999999999999.${ID}`), encoded(`5.${ID}'`), encoded("5.' OR 1=1"), encoded('5.5'),
    'A'.repeat(100_000),
  ];

  it.each(forgeries)('refuse what they did not make: %.40j', (cursor) => {
    expect(pathOf(() => parseKeyset(cursor))).toBe('after');
    expect(pathOf(() => parseSeq(cursor))).toBe('after');
    expect(pathOf(() => parseSeq(cursor, 'before'))).toBe('before');
    expect(pathOf(() => parseId(cursor))).toBe('after');
    expect(pathOf(() => parsePlace(cursor, 'BY_SIZE_ASC', 1))).toBe('after');
  });

  it('of one order are none of another', () => {
    const cursor = placeCursor('BY_SIZE_ASC', { keys: [3], id: ID });
    expect(parsePlace(cursor, 'BY_SIZE_ASC', 1).keys).toEqual([3]);
    for (const [order, count] of [['BY_SIZE_DESC', 1], ['SIZE_ASC', 1], ['BY_SIZE_ASC', 2]] as const) {
      expect(pathOf(() => parsePlace(cursor, order, count))).toBe('after');
    }
  });

  it('of one list are none of another', () => {
    expect(pathOf(() => parseKeyset(seqCursor(5)))).toBe('after');
    expect(pathOf(() => parseSeq(keysetCursor({ at: new Date(), id: ID })))).toBe('after');
  });
});

describe('what is asked of a list', () => {
  it.each<[PageArgs, ReturnType<typeof pageRequest>]>([
    [{}, { limit: 25, cursor: null, backward: false }],
    [{ first: null, after: null, last: null, before: null }, { limit: 25, cursor: null, backward: false }],
    [{ first: 1 }, { limit: 1, cursor: null, backward: false }],
    [{ first: 100, after: 'c' }, { limit: 100, cursor: 'c', backward: false }],
    [{ after: 'c' }, { limit: 25, cursor: 'c', backward: false }],
    [{ last: 3 }, { limit: 3, cursor: null, backward: true }],
    [{ last: 3, before: 'c' }, { limit: 3, cursor: 'c', backward: true }],
    [{ before: 'c' }, { limit: 25, cursor: 'c', backward: true }],
  ])('%j', (args, request) => {
    expect(pageRequest(args)).toEqual(request);
  });

  it.each<[PageArgs, string]>([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: 0 }, 'last'],
    [{ last: 101, before: 'c' }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 1, before: 'c' }, 'last'],
    [{ after: 'c', last: 1 }, 'last'],
    [{ after: 'c', before: 'd' }, 'last'],
  ])('%j is refused', (args, path) => {
    expect(pathOf(() => pageRequest(args))).toBe(path);
  });
});

describe('a page', () => {
  const page = (rows: number[], args: PageArgs): ReturnType<typeof pageOf<number>> => pageOf(rows, pageRequest(args), (row) => `c${row}`);

  it('forward: the row too many says that there is more after it', () => {
    expect(page([1, 2, 3], { first: 2 })).toEqual({
      nodes: [1, 2],
      edges: [{ cursor: 'c1', node: 1 }, { cursor: 'c2', node: 2 }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: 'c1', endCursor: 'c2' },
    });
    expect(page([3, 4], { first: 2, after: 'c2' }).pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: 'c3', endCursor: 'c4' });
  });

  it('backward: the row too many says that there is more before it', () => {
    const last = page([3, 4, 5], { last: 2 });
    expect(last.nodes).toEqual([4, 5]);
    expect(last.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: 'c4', endCursor: 'c5' });
    expect(page([1, 2], { last: 2, before: 'c3' }).pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: 'c1', endCursor: 'c2' });
  });

  it('of nothing', () => {
    expect(page([], {})).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});
