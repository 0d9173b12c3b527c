/** The lines in which two texts differ, as a person reads them: "-  12  old line", "+  12  new line". */

/** table[i][j]: how many lines the rest of a from i and of b from j have in common, in order. */
const commonLines = (a, b) => {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
};

export const differences = (before, after) => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const table = commonLines(a, b);
  const lines = [];
  const say = (mark, at, text) => lines.push(`${mark} ${String(at + 1).padStart(4)}  ${text}`);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (j >= b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) say('-', i, a[i++]);
    else say('+', j, b[j++]);
  }
  return lines;
};
