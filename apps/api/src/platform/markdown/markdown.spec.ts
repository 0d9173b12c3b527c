import { LIMITS } from '@ccr/domain';
import MarkdownIt from 'markdown-it';
import { plainText, safeHtml, safeHtmlInTurn } from '.';

const LINK = 'rel="noopener noreferrer nofollow" target="_blank"';
const long = (part: string): string => part.repeat(Math.ceil(LIMITS.message.body / part.length)).slice(0, LIMITS.message.body);

describe('the HTML of a text', () => {
  it.each([
    ['two\nlines', '<p>two<br />lines</p>'],
    ['one\r\ntwo', '<p>one<br />two</p>'],
    ['two\n\nparagraphs', '<p>two</p>\n<p>paragraphs</p>'],
    ['**bold** and *italic*', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['__bold__ and _italic_', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['~~gone~~', '<p><s>gone</s></p>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['```\na  <b>\n```', '<pre><code>a  &lt;b&gt;\n</code></pre>'],
    ['- one\n- two', '<ul>\n<li>one</li>\n<li>two</li>\n</ul>'],
    ['1. one\n2. two', '<ol>\n<li>one</li>\n<li>two</li>\n</ol>'],
    ['2026. A good year', '<ol start="2026">\n<li>A good year</li>\n</ol>'],
    ['> said before', '<blockquote>\n<p>said before</p>\n</blockquote>'],
    ['[the shop](https://shop.test/a?b=1&c=2)', `<p><a href="https://shop.test/a?b=1&amp;c=2" ${LINK}>the shop</a></p>`],
    ['see https://shop.test/x.', `<p>see <a href="https://shop.test/x" ${LINK}>https://shop.test/x</a>.</p>`],
    ['<https://shop.test>', `<p><a href="https://shop.test" ${LINK}>https://shop.test</a></p>`],
    ['write to help@shop.test', `<p>write to <a href="mailto:help@shop.test" ${LINK}>help@shop.test</a></p>`],
  ])('%j', (text, html) => {
    expect(safeHtml(text)).toBe(html);
  });

  it.each([
    ['# no heading', '<p># no heading</p>'],
    ['no heading\n===', '<p>no heading<br />===</p>'],
    ['---', '<p>---</p>'],
    ['a | b\n--|--\nc | d', '<p>a | b<br />--|--<br />c | d</p>'],
    ['&copy; &amp;', '<p>&amp;copy; &amp;amp;</p>'],
    ['    indented', '<p>indented</p>'],
    ['[a]: https://shop.test', `<p>[a]: <a href="https://shop.test" ${LINK}>https://shop.test</a></p>`],
    ['5 * 3 * 2 = snake_case_name', '<p>5 * 3 * 2 = snake_case_name</p>'],
    ['readme.md', '<p>readme.md</p>'],
    ['[here](/account)', '<p>[here](/account)</p>'],
    ['[here](//evil.test)', '<p>[here](//evil.test)</p>'],
  ])('leaves %j as it is', (text, html) => {
    expect(safeHtml(text)).toBe(html);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<b onmouseover=alert(1)>x</b>',
    '<style>@import "//evil.test"</style>',
    '<math><mi xlink:href="javascript:alert(1)">x',
    '<input autofocus onfocus=alert(1)>',
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '<form><button formaction=javascript:alert(1)>x',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '\u003cscript\u003ealert(1)\u003c/script\u003e',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](java&#x0A;script:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x]( javascript:alert(1))',
    '[x](<javascript:alert(1)>)',
    '[x](vbscript:msgbox(1))',
    '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
    '[x](file:///etc/passwd)',
    '[x](blob:https://shop.test/1)',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](https://evil.test/pixel.gif)',
    '![x](https://evil.test/"onerror="alert(1))',
    '[x](https://shop.test/"onmouseover="alert(1))',
    '[x](https://shop.test "onmouseover=alert(1) x=")',
    'https://shop.test/"onmouseover="alert(1)',
    'https://shop.test/<script>alert(1)</script>',
    '`<script>alert(1)</script>`',
    '```"><img src=x onerror=alert(1)>\nx\n```',
    '```html onclick=alert(1)\n<img src=x onerror=alert(1)>\n```',
    '**<img src=x onerror=alert(1)>**',
    '- <script>alert(1)</script>\n> <img src=x onerror=alert(1)>',
    `[${'<img src=x onerror=alert(1)>'}](https://shop.test)`,
    `${'> '.repeat(200)}<img src=x onerror=alert(1)>`,
    `${'**a '.repeat(3_000)}<img src=x onerror=alert(1)>`,
  ])('runs nothing: %j', (text) => {
    const html = safeHtml(text);
    const tags = html.match(/<[^>]*>/g) ?? [];
    const harmless = /^<\/?(?:p|br \/|strong|em|s|code|pre|ul|ol(?: start="\d+")?|li|blockquote|a)>$/;
    const link = new RegExp(`^<a href="(?:https?|mailto):[^"<>\\s]*" ${LINK}>$`);
    expect(tags.filter((tag) => !harmless.test(tag) && !link.test(tag))).toEqual([]);
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
  });

  it.each([
    ['quotes', '> '.repeat(150) + 'the last word'],
    ['lists', '- '.repeat(150) + 'the last word'],
    ['lists by their indentation', Array.from({ length: 180 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n') + ' the last word'],
    ['quotes and lists', '> - '.repeat(45) + 'the last word'],
    ['bold', '**a '.repeat(400) + 'the last word' + '**'.repeat(400)],
  ])('says every word, however deep in %s', (_what, text) => {
    expect(safeHtml(text)).toContain('the last word');
  });

  it('of many long texts keeps nobody waiting until it is done with all', async () => {
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns++;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    const texts = Array.from({ length: 20 }, (_, number) => `${number} ${long('*a* ')}`);
    expect(await Promise.all(texts.map(async (text) => safeHtmlInTurn(text)))).toEqual(texts.map(safeHtml));
    done = true;
    expect(turns).toBeGreaterThanOrEqual(texts.length);
  });

  it('of a long text is made once, for as long as not too many others were asked for', async () => {
    const made = jest.spyOn(MarkdownIt.prototype, 'render');
    const text = (number: number): string => `${number} ${long('a ')}`;
    const [one, same] = await Promise.all([safeHtmlInTurn(text(-1)), safeHtmlInTurn(text(-1))]);
    expect([one, await safeHtmlInTurn(text(-1))]).toEqual([same, safeHtml(text(-1))]);
    expect(made).toHaveBeenCalledTimes(2); // one of them to compare with
    for (let i = 0; i < 199; i++) await safeHtmlInTurn(text(i));
    await safeHtmlInTurn(text(-1));
    expect(made).toHaveBeenCalledTimes(201);
    for (let i = 200; i < 400; i++) await safeHtmlInTurn(text(i));
    await safeHtmlInTurn(text(-1));
    expect(made).toHaveBeenCalledTimes(402);
    made.mockRestore();
  });

  it('goes no deeper than a page can show', () => {
    const html = safeHtml(`${'**a *b '.repeat(900)}c${'* **'.repeat(900)}`);
    let depth = 0;
    let deepest = 0;
    for (const tag of html.match(/<\/?(?:strong|em|p)>/g) ?? []) {
      depth += tag.startsWith('</') ? -1 : 1;
      deepest = Math.max(deepest, depth);
    }
    expect(deepest).toBeLessThanOrEqual(61);
    expect(depth).toBe(0);
  });

  it.each([
    '[', '[a](', '![[', '[](<', '*', '*a', '**a ', '*a _b ', '_a', '**_~~', '~~a', 'a**', '***a ', '`', '`a', '>', '> ', '- ', '1. ', '> - ', '> - a\n', '- a\n', 'a\n', '\n',
    '```\n', 'http://', 'https://a.b ', 'www.', 'a@', 'a@b.co ', '<', '<a ', '&', '&#x', '\\', ':', '//', '@', ' ', 'a.', '-', '🎫',
  ])('of 20,000 characters %j takes less than 50 ms', (part) => {
    const text = long(part);
    safeHtml(text);
    // The best of some, in the processor's time: others use the machine as well.
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      safeHtml(text);
      return process.cpuUsage(start).user / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

describe('the plain text of a text', () => {
  it.each([
    ['two\r\nlines', 'two\nlines'],
    ['two\n\nparagraphs', 'two\nparagraphs'],
    ['**bold**, *italic*, __bold__, _italic_ and ~~gone~~', 'bold, italic, bold, italic and gone'],
    ['my `order 7`', 'my order 7'],
    ['```\na  <b>\n```\nrest', 'a  <b>\nrest'],
    ['- one\n- two', 'one\ntwo'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['2026. A good year', '2026. A good year'],
    ['> said before\n\nand now', 'said before\nand now'],
    ['[the shop](https://shop.test/a?b=1&c=2).', 'the shop (https://shop.test/a?b=1&c=2).'],
    ['[the *shop*](https://shop.test)', 'the shop (https://shop.test)'],
    ['see https://shop.test/x.', 'see https://shop.test/x.'],
    ['write to help@shop.test', 'write to help@shop.test'],
    ['5 * 3 * 2 = snake_case_name &amp; <b>', '5 * 3 * 2 = snake_case_name &amp; <b>'],
    ['\\*as typed\\*', '*as typed*'],
    ['# no heading', '# no heading'],
    ['', ''],
  ])('%j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('is what was typed where most of it is marks', () => {
    expect(plainText(long('*a* '))).toBe(long('*a* '));
  });
});
