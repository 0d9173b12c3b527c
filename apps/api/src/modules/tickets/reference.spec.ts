import { newReference, parseReference } from './reference';

describe('references', () => {
  it('look like K7Q2-M9XD, without letters and digits that are taken for each other', () => {
    for (let i = 0; i < 1_000; i++) expect(newReference()).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are not guessable: 10,000 of them differ', () => {
    expect(new Set(Array.from({ length: 10_000 }, newReference)).size).toBe(10_000);
  });

  it.each(['K7Q2-M9XD', 'k7q2-m9xd', 'K7Q2M9XD', ' k7q2 m9xd\n', 'K7 Q2 – M9 XD', 'k-7-q-2-m-9-x-d', 'K7Q2\u2011M9XD'])('%j is K7Q2-M9XD', (typed) => {
    expect(parseReference(typed)).toBe('K7Q2-M9XD');
  });

  it.each(['', '-', 'K7Q2', 'K7Q2-M9X', 'K7Q2-M9XDD', 'K7Q2-M9X0', 'K7Q2-M9XI', "K7Q2-M9X'", 'K7Q2-M9Xß', 'К7Q2-M9XD'])('%j can be none', (typed) => {
    expect(parseReference(typed)).toBeNull();
  });
});
