import { codeText, newsText } from './text-messages';

const SHOP = { shopName: 'Example Shop', publicUrl: 'https://help.example.com' };
const PATH = '/tickets/K7Q2-M9XD';

describe('the text message of', () => {
  it('a code begins with it', () => {
    expect(codeText('123456', SHOP)).toBe('123456 is your code for Example Shop. It is good for 10 minutes. Tell it nobody; we never ask for it.');
  });

  it('news says who writes, what happened, and where', () => {
    const news = { title: 'Gita has your ticket', body: 'Paid twice', path: PATH };
    expect(newsText(news, SHOP)).toBe('Example Shop: Gita has your ticket. Paid twice. https://help.example.com/tickets/K7Q2-M9XD');
  });

  it.each([
    ['Resolved?', '', 'Example Shop: Resolved? https://help.example.com/tickets/K7Q2-M9XD'],
    ['Gita replied…', 'Hello…', 'Example Shop: Gita replied... Hello... https://help.example.com/tickets/K7Q2-M9XD'],
    ['Two\nlines', '  and\tblanks ', 'Example Shop: Two lines. and blanks. https://help.example.com/tickets/K7Q2-M9XD'],
  ])('news titled %j with %j is one line of sentences', (title, body, text) => {
    expect(newsText({ title, body, path: PATH }, SHOP)).toBe(text);
  });

  it('long news is cut before its link, and in letters that do not double its price', () => {
    const text = newsText({ title: 'Gita has your ticket', body: 'x'.repeat(500), path: PATH }, SHOP);
    expect(text).toHaveLength(300);
    expect(text).toMatch(/x\.\.\. https:\/\/help\.example\.com\/tickets\/K7Q2-M9XD$/);
  });
});
