import { asTags, tagProblem, toTag } from './ticket-tags';

describe('a tag', () => {
  it.each([
    ['  VIP  ', 'vip'],
    ['Late\t delivery\n', 'late delivery'],
    ['ÜBER', 'über'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(toTag(typed)).toBe(kept);
  });

  it.each([
    ['vip', true],
    ['late delivery', true],
    ['c++', true],
    ['日本', true],
    ['x'.repeat(30), true],
    ['x'.repeat(31), false],
    ['', false],
    ['!?', false],
    ['a,b', false],
    ['a\u0007b', false],
    ['a\u202Eb', false],
    ['a\uD800', false],
  ])('%j may be one: %s', (tag, fine) => {
    expect(tagProblem(tag) === null).toBe(fine);
  });

  it('is there once, and all are in order', () => {
    expect(asTags(['VIP', 'late', ' vip', 'Café', 'cafe'])).toEqual(['café', 'late', 'vip']);
  });
});
