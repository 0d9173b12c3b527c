/** What can be a row: it is told from all others by its id. */
export interface Row {
  readonly id: string;
}

/** A row that stands on the page, or a spacer for some that do not. */
export interface NearItem<T extends Row> {
  readonly id: string;
  /** None for a spacer. */
  readonly row?: T;
  /** The place of the row in the whole list, from 1 on. */
  readonly place?: number;
  /** How high the spacer is, in pixels. */
  readonly spacer?: number;
}

/** From a place up to another, which is not in it any more. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Layout<T extends Row> {
  readonly rows: readonly T[];
  readonly range: Range;
  /** The ids of rows that stay on the page wherever it is scrolled, with the one before and after each: so Tab leads on. */
  readonly kept: ReadonlySet<string>;
  readonly heightOf: (row: T) => number;
}

/** The rows in the range and the kept ones, and between them spacers for the others. */
export function nearItems<T extends Row>({ rows, range, kept, heightOf }: Layout<T>): NearItem<T>[] {
  const isKept = (row: T | undefined): boolean => row !== undefined && kept.has(row.id);
  const items: NearItem<T>[] = [];
  let height = 0;
  let spacers = 0;
  const close = (): void => {
    if (height > 0) items.push({ id: `spacer ${spacers++}`, spacer: height });
    height = 0;
  };
  for (const [index, row] of rows.entries()) {
    const isNear = index >= range.from && index < range.to;
    if (isNear || isKept(row) || isKept(rows[index - 1]) || isKept(rows[index + 1])) {
      close();
      items.push({ id: row.id, row, place: index + 1 });
    } else height += heightOf(row);
  }
  close();
  return items;
}

/** The rows that lie between two heights, measured from the top of the list; at least one, if there are any. */
export function rowsBetween<T extends Row>(rows: readonly T[], top: number, bottom: number, heightOf: (row: T) => number): Range {
  let from = 0;
  let at = 0;
  for (; from < rows.length - 1; from++) {
    const height = heightOf(rows[from] as T);
    if (at + height > top) break;
    at += height;
  }
  let to = from;
  for (; to < rows.length && (to === from || at < bottom); to++) at += heightOf(rows[to] as T);
  return { from, to };
}
