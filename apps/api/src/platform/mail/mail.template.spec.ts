import { mailColours } from './mail-colours';
import { type Brand, renderMail, type MailContent } from './mail.template';

const BRAND: Brand = { shopName: 'The Parcel Shop', logoUrl: null, colour: '#0b6b63' };
const CONTENT: MailContent = {
  preheader: 'Gita will help you.',
  heading: 'Gita has your ticket',
  body: ['Hello Ann,', 'First line\nSecond line', { by: 'Gita, today', quote: 'One\r\n\r\nTwo' }, { code: '123456' }],
  action: { label: 'Open the ticket', url: 'https://help.example.com/t/K7Q2?a=1&b=2' },
  footer: 'You get this because you raised a ticket.',
  unsubscribe: { label: 'No more of it', url: 'https://help.example.com/unsubscribe/x' },
};

describe('the plain text', () => {
  it('says everything that the HTML says', () => {
    expect(renderMail(CONTENT, BRAND).text).toBe(`Gita has your ticket

Hello Ann,

First line
Second line

Gita, today:
> One
>
> Two

123456

Open the ticket:
https://help.example.com/t/K7Q2?a=1&b=2

-- 
The Parcel Shop
You get this because you raised a ticket.
No more of it: https://help.example.com/unsubscribe/x
`);
  });

  it('is not escaped', () => {
    expect(renderMail({ ...CONTENT, body: ['1 < 2 & "3"'] }, BRAND).text).toContain('1 < 2 & "3"');
  });
});

describe('the HTML', () => {
  const { html } = renderMail(CONTENT, BRAND);

  it('shows every part', () => {
    for (const part of ['The Parcel Shop', 'Gita will help you.', 'Gita has your ticket', 'Hello Ann,', '123456', 'Gita, today', CONTENT.footer])
      expect(html).toContain(part);
    expect(html).toContain('First line<br>Second line');
    expect(html).toContain('One<br><br>Two');
    expect(html).toContain('href="https://help.example.com/t/K7Q2?a=1&amp;b=2"');
    expect(html).toContain('href="https://help.example.com/unsubscribe/x"');
  });

  it('holds no placeholder and no mark of the template', () => {
    expect(html).not.toMatch(/\{\{|\}\}|\$\{|block \w|#0acce/);
  });

  it('loads nothing from anywhere', () => {
    expect(html).not.toMatch(/<(script|img|link|iframe)|src=|@import|url\(/i);
  });

  it('loads the logo alone, with the name for who does not load it', () => {
    const logo = renderMail(CONTENT, { ...BRAND, logoUrl: 'https://shop.example.com/logo.png?a=1&b="' }).html;
    expect(logo.match(/src="[^"]*"/g)).toEqual(['src="https://shop.example.com/logo.png?a=1&amp;b=%22"']);
    expect(logo).toMatch(/<img [^>]*alt="The Parcel Shop" height="40"/);
    expect(() => renderMail(CONTENT, { ...BRAND, logoUrl: 'javascript:alert(1)' })).toThrow(TypeError);
  });

  it('escapes every value', () => {
    const evil = '"><script>alert(1)</script>';
    const url = `https://a.example/${evil}`;
    const content = {
      ...{ preheader: evil, heading: evil, footer: evil },
      body: [evil, { by: evil, quote: `${evil}\n${evil}` }, { code: evil }],
      action: { label: evil, url },
      unsubscribe: { label: evil, url },
    };
    for (const logoUrl of [null, url]) {
      const rendered = renderMail(content, { shopName: evil, logoUrl, colour: '#0b6b63' }).html;
      expect(rendered).not.toContain('<script');
      // The heading is the title and the label of it all, too.
      expect(rendered.match(/&quot;&gt;&lt;script&gt;/g)).toHaveLength(13);
    }
  });

  it('has no button and no way out when there is nothing to do', () => {
    const quiet = renderMail({ ...CONTENT, action: undefined, unsubscribe: undefined }, BRAND);
    expect(quiet.html).not.toContain('<a ');
    expect(quiet.text).not.toContain('http');
  });
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.example', '/tickets/1', ''])('a link to %p is refused', (url) => {
  expect(() => renderMail({ ...CONTENT, action: { label: 'Open', url } }, BRAND)).toThrow(TypeError);
  expect(() => renderMail({ ...CONTENT, unsubscribe: { label: 'Out', url } }, BRAND)).toThrow(TypeError);
});

describe('the colours', () => {
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(['#0b6b63', '#000000', '#ffffff', '#ffff00', '#777777', '#757575', '#0000ff', '#ff0000', '#00002a', '#808000', '#1f2426'])(
    'made of %s can be read, light and dark',
    (colour) => {
      const { accent, onAccent, accentOnDark, onAccentOnDark } = mailColours(colour);
      expect(accent).toBe(colour);
      for (const [one, other] of [[accent, onAccent], [accentOnDark, onAccentOnDark], [accentOnDark, '#1f2426']] as const)
        expect(contrast(one, other)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('are those of the shop', () => {
    const { html } = renderMail(CONTENT, { ...BRAND, colour: '#ffee00' });
    expect(html).toContain('background:#ffee00;color:#000000;');
    expect(html).toMatch(/prefers-color-scheme: dark[^]*background: #ffee00 !important; color: #000000 !important/);
  });
});
