import { nearItems, rowsBetween } from './near-items';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => ({ id }));
const heights: Record<string, number> = { a: 10, b: 20, c: 30 };
const heightOf = ({ id }: { id: string }): number => heights[id] ?? 40;
const drawn = (from: number, to: number, kept: string[] = []): (string | number)[] =>
  nearItems({ rows, range: { from, to }, kept: new Set(kept), heightOf }).map(({ row, spacer }) => row?.id ?? spacer ?? -1);

describe('nearItems', () => {
  it('puts spacers in place of what is far', () => {
    expect(drawn(3, 5)).toEqual([60, 'd', 'e', 120]);
    expect(drawn(0, 8)).toEqual(rows.map(({ id }) => id));
    expect(drawn(0, 0)).toEqual([260]);
  });

  it('keeps rows with their neighbours, wherever they are', () => {
    expect(drawn(0, 2, ['g'])).toEqual(['a', 'b', 110, 'f', 'g', 'h']);
    expect(drawn(6, 8, ['a'])).toEqual(['a', 'b', 150, 'g', 'h']);
    expect(drawn(6, 8, ['', 'gone'])).toEqual([180, 'g', 'h']);
  });

  it('says the places of the rows, and tells one spacer from the other', () => {
    const items = nearItems({ rows, range: { from: 3, to: 4 }, kept: new Set(), heightOf });
    expect(items.map(({ id, place }) => [id, place])).toEqual([['spacer 0', undefined], ['d', 4], ['spacer 1', undefined]]);
  });

  it('draws nothing of nothing', () => {
    expect(nearItems({ rows: [], range: { from: 0, to: 9 }, kept: new Set(), heightOf })).toEqual([]);
  });
});

describe('rowsBetween', () => {
  it.each([
    [0, 10, 0, 1],
    [0, 11, 0, 2],
    [15, 65, 1, 4],
    [-500, -400, 0, 1],
    [9_000, 9_900, 7, 8],
  ])('finds what lies between %d and %d', (top, bottom, from, to) => {
    expect(rowsBetween(rows, top, bottom, heightOf)).toEqual({ from, to });
  });

  it('finds nothing in nothing', () => {
    expect(rowsBetween([], 0, 100, heightOf)).toEqual({ from: 0, to: 0 });
  });
});
