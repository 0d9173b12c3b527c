import { asTheyAre, calm } from './calm';

const row = (id: string, words = '') => ({ id, words });
const rows = (ids: string) => [...ids].map((id) => row(id));
const ids = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join('');
const NOTHING = new Map<string, ReturnType<typeof row>>();

describe('a list that is looked at', () => {
  it.each([
    ['stays as it is', 'abc', 'abc', 'abc', 0, false],
    ['lets new rows wait', 'abc', 'xaybc', 'abc', 2, false],
    ['takes in what comes after all others', 'abc', 'abcde', 'abcde', 0, false],
    ['keeps what went', 'abc', 'ac', 'abc', 0, false],
    ['keeps its order', 'abc', 'bac', 'abc', 0, true],
    ['does all of that at once', 'abcd', 'dxaef', 'abcdef', 1, true],
    ['begins with anything', '', 'ab', 'ab', 0, false],
    ['keeps all that went', 'ab', 'x', 'abx', 0, false],
  ])('%s', (_name, shown, live, expected, fresh, isReordered) => {
    const { rows: kept, ...rest } = calm(rows(shown), rows(live), NOTHING);
    expect([ids(kept), rest]).toEqual([expected, { fresh, isReordered }]);
  });

  it('brings each row up to date, also the one that went', () => {
    const { rows: kept } = calm([row('a', 'old'), row('b', 'old'), row('c', 'old')], [row('a', 'new')], new Map([['b', row('b', 'solved')]]));
    expect(kept.map(({ words }) => words)).toEqual(['new', 'solved', 'old']);
  });

  it('shows everything as it is when nobody looks', () => {
    expect(asTheyAre(rows('ab'))).toEqual({ rows: rows('ab'), fresh: 0, isReordered: false });
  });
});
