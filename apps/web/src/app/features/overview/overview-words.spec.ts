import { durationWords, scaleOf } from './overview-words';

it.each([
  [null, '–'],
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [725, '12 min'],
  [3_600, '1 h'],
  [12_000, '3 h 20 min'],
  [187_200, '2 d 4 h'],
])('%j seconds are “%s”', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

it.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [7, 10],
  [12, 20],
  [61, 100],
  [120, 200],
])('a scale for %j goes up to %j', (largest, top) => {
  expect(scaleOf(largest)).toBe(top);
});
