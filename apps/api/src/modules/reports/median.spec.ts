import { median } from './median';

it.each<[number[], number | null]>([
  [[], null],
  [[7], 7],
  [[1, 4], 3],
  [[9, 1, 5], 5],
  [[100, 9, 20, 10], 15],
])('the median of %j is %j', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});
