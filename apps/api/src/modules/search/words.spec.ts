import { excerptOf } from './excerpt';
import { rank, rarityOf } from './ranking';
import { stem } from './stem';
import { wantedWords } from './wanted';
import { joinedPairs, wordsOf } from './words';

const terms = (text: string): string[] => wordsOf(text).map(({ term }) => term);

describe('the words of a text', () => {
  it.each([
    ['Café, CAFÉ, cafe\u0301', ['caf', 'caf', 'caf']],
    ['Straße Ærø Łódź İstanbul', ['strass', 'aero', 'lodz', 'istanbul']],
    ["the customer's card can’t pay", ['the', 'customer', 'card', 'cant', 'pay']],
    ['order 8812-B, 12.50 €', ['order', '8812', 'b', '12', '50']],
    ['K7Q2-M9XD', ['k7q2', 'm9xd']],
    ['ﬁle ２０', ['fil', '20']],
    ['заказ не пришёл', ['заказ', 'не', 'пришел']],
    ['हिन्दी', ['हिन्दी']],
    ['包裹丢失 parcel', ['包裹', '裹丢', '丢失', 'parcel']],
    ['🎫 … --', []],
  ])('%s', (text, expected) => expect(terms(text)).toEqual(expected.map((term) => term.normalize('NFKC'))));

  it('are cut when nobody writes such words, not through a character', () => {
    expect(terms('x'.repeat(50))).toEqual(['x'.repeat(40)]);
    expect(terms('𝔘'.repeat(30))[0]).toBe('u'.repeat(30));
    expect(terms('𠮷'.repeat(2))).toEqual(['𠮷𠮷']);
    expect(terms(`a${'𐐷'.repeat(30)}`)[0]).toHaveLength(39);
  });

  it('stand where they stand', () => {
    const text = 'A ﬁne 包裹丢 İx';
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['A', 'ﬁne', '包裹', '裹丢', 'İx']);
  });

  it('have references without their dash, too', () => {
    expect(joinedPairs('see K7Q2-M9XD, and k7q2–aaaa; not 1234-12345')).toEqual(['k7q2m9xd', 'k7q2aaaa']);
  });
});

describe('the forms of a word', () => {
  it.each([
    ['refund refunds refunded refunding', 1],
    ['charge charges charged charging', 1],
    ['delivery deliveries', 1],
    ['ship ships shipped shipping', 1],
    ['size sizes sized', 1],
    ['box boxes', 1],
    ['address', 1],
    ['thing ring red bed', 4],
    ['status is bus', 3],
  ])('%s', (words, count) => expect(new Set(words.split(' ').map(stem)).size).toBe(count));

  it('are left alone where they are not English letters', () => expect(['straßes', 'k7q2s', 'пришед'].map(stem)).toEqual(['straßes', 'k7q2s', 'пришед']));
});

describe('what is looked for', () => {
  it('are the words, each once, of which the last may be the beginning of one', () => {
    expect(wantedWords('Parcels parcel mis')).toEqual([[{ term: 'parcel' }], [{ from: 'mis', until: 'mis\u{10ffff}' }]]);
    expect(wantedWords('parcel ')).toEqual([[{ term: 'parcel' }]]);
    expect(wantedWords('x')).toEqual([[{ term: 'x' }]]);
    expect(wantedWords(' … ')).toEqual([]);
  });

  it.each(['re', 'refu', 'refund', 'refundi', 'refundin', 'refunding', 'refunde', 'refunded', 'refunds'])('finds refunding by %s', (typed) => {
    const [fits = []] = wantedWords(typed);
    const found = fits.some((fit) => ('term' in fit ? fit.term === 'refund' : 'refund' >= fit.from && 'refund' < fit.until));
    expect(found).toBe(true);
  });
});

describe('an excerpt', () => {
  const shown = (text: string, typed: string): string =>
    excerptOf(text, wantedWords(typed)).map((part) => (part.match ? `[${part.text}]` : part.text)).join('');
  const filler = 'lorem ipsum dolor sit amet '.repeat(20);

  it('is a short text as a whole, in one line', () => expect(shown('Two\n charges on my  card', 'charge')).toBe('Two [charges] on my card'));
  it('shows all the words', () => expect(shown('Refunded twice, refund once', 'refund once ')).toBe('[Refunded] twice, [refund] [once]'));
  it('shows the beginning where nothing fits', () => expect(shown('Nothing here', 'refund')).toBe('Nothing here'));
  it('joins the pairs of a script without spaces', () => expect(shown('我的包裹丢失了', '包裹丢失 ')).toBe('我的[包裹丢失]了'));

  it('is what stands around the first word that fits, in whole words', () => {
    const text = shown(`${filler}refund ${filler}`, 'refund');
    expect(text).toMatch(/^…(\w+ ){5,20}\[refund\] (\w+ ?){10,}…$/);
    expect(text.length).toBeLessThan(220);
  });

  it('ends also where there is no space', () => {
    const parts = excerptOf(`${'a'.repeat(500)} refund ${'b'.repeat(500)}`, wantedWords('refund'));
    expect(parts.map(({ text }) => text).join('').length).toBeLessThan(220);
    expect(parts.some(({ match }) => match)).toBe(true);
  });
});

describe('the rank', () => {
  const id = (day: string, n: number): string => {
    const time = Date.parse(day).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-00000000000${n}`;
  };
  const all = (count: number) => (words: ReadonlySet<number>) => words.size === count;
  const order = (matches: Parameters<typeof rank>[0], rarities: number[]): string[] =>
    rank(matches, rarities, all(rarities.length)).map(({ ticketId }) => ticketId);
  const [old, recent] = [id('2024-01-01', 1), id('2026-01-01', 2)];

  it('goes by the place, though the other is two years newer', () => {
    expect(order([{ word: 0, ticketId: recent, best: 30, documents: 1 }, { word: 0, ticketId: old, best: 50, documents: 1 }], [1])).toEqual([old, recent]);
  });
  it('goes by the time where tickets fit alike', () => {
    expect(order([{ word: 0, ticketId: old, best: 20, documents: 1 }, { word: 0, ticketId: recent, best: 20, documents: 1 }], [5])).toEqual([recent, old]);
  });
  it('leaves out where a word is missing', () => {
    expect(order([{ word: 0, ticketId: old, best: 20, documents: 1 }, { word: 0, ticketId: recent, best: 20, documents: 1 }, { word: 1, ticketId: old, best: 20, documents: 1 }], [5, 1])).toEqual([old]);
  });
  it('gives rare words more, in whole steps', () => {
    expect([0, 1, 2, 3, 9_000, 10_000, 20_000].map(rarityOf)).toEqual([14, 14, 13, 12, 1, 1, 1]);
  });
});
