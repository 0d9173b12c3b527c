import { renderMail, type MailContent } from './mail.template';

const CONTENT: MailContent = {
  shopName: 'The Parcel Shop',
  preheader: 'Gita will help you.',
  heading: 'Gita has your ticket',
  paragraphs: ['Hello Ann,', 'First line\nSecond line'],
  action: { label: 'Open the ticket', url: 'https://help.example.com/t/K7Q2?a=1&b=2' },
  footer: 'You get this because you raised a ticket.',
};

describe('the plain text', () => {
  it('says everything that the HTML says', () => {
    expect(renderMail(CONTENT).text).toBe(`Gita has your ticket

Hello Ann,

First line
Second line

Open the ticket:
https://help.example.com/t/K7Q2?a=1&b=2

-- 
The Parcel Shop
You get this because you raised a ticket.
`);
  });

  it('is not escaped', () => {
    expect(renderMail({ ...CONTENT, paragraphs: ['1 < 2 & "3"'] }).text).toContain('1 < 2 & "3"');
  });
});

describe('the HTML', () => {
  const { html } = renderMail(CONTENT);

  it('shows every part', () => {
    for (const part of ['The Parcel Shop', 'Gita will help you.', 'Gita has your ticket', 'Hello Ann,', CONTENT.footer])
      expect(html).toContain(part);
    expect(html).toContain('First line<br>Second line');
    expect(html).toContain('href="https://help.example.com/t/K7Q2?a=1&amp;b=2"');
  });

  it('loads nothing from anywhere', () => {
    expect(html).not.toMatch(/<(script|img|link|iframe)|src=|@import|url\(/i);
  });

  it('escapes every value', () => {
    const evil = '"><script>alert(1)</script>';
    const rendered = renderMail({
      shopName: evil,
      preheader: evil,
      heading: evil,
      paragraphs: [evil],
      action: { label: evil, url: `https://a.example/${evil}` },
      footer: evil,
    });
    expect(rendered.html).not.toContain('<script');
    expect(rendered.html.match(/&quot;&gt;&lt;script&gt;/g)).toHaveLength(7); // the heading is the title, too
  });

  it('has no button when there is nothing to do', () => {
    const quiet = renderMail({ ...CONTENT, action: undefined });
    expect(quiet.html).not.toContain('<a ');
    expect(quiet.text).not.toContain('http');
  });
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.example', '/tickets/1', ''])(
  'a link to %p is refused',
  (url) => {
    expect(() => renderMail({ ...CONTENT, action: { label: 'Open', url } })).toThrow(TypeError);
  },
);
