/** A text and what is selected in it. */
export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The selection between such marks; without them when it has them already. Where nothing is selected, the marks to write between. */
export function wrapped({ text, start, end }: Marked, mark: string): Marked {
  const [before, inside, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  const size = mark.length;
  if (before.endsWith(mark) && after.startsWith(mark) && !before.endsWith(mark + mark)) {
    return { text: before.slice(0, -size) + inside + after.slice(size), start: start - size, end: end - size };
  }
  return { text: before + mark + inside + mark + after, start: start + size, end: end + size };
}

const BULLET = '- ';

/** The lines that are selected as a list; as they were when they are one already. */
export function listed({ text, start, end }: Marked): Marked {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const isList = lines.every((line) => line.startsWith(BULLET));
  const changed = lines.map((line) => (isList ? line.slice(BULLET.length) : BULLET + line)).join('\n');
  const place = from + changed.length;
  return { text: text.slice(0, from) + changed + text.slice(to), start: place, end: place };
}
