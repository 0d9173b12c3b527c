/** How many passed, failed and were skipped: what every step answers and what the closing line adds up. */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });

/** "12 passed", "3 passed, 1 failed", "2 skipped": only what there is. */
export const inWords = (counts) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`)
    .join(', ');

/** The last line of a run: always passed and failed, skipped when there is any. */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
