import { html } from './html';

describe('html', () => {
  it('escapes values for elements and attributes', () => {
    expect(html`<a title="${`"'>`}">${'<b>&amp;'}</a>`.markup).toBe('<a title="&quot;&#39;&gt;">&lt;b&gt;&amp;amp;</a>');
  });

  it('puts in markup of its own making, one or many, as it is', () => {
    const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${html`<hr>`}${7}`.markup).toBe('<ul><li>a</li><li>&lt;</li></ul><hr>7');
  });

  it('keeps backslashes of the template and of values', () => {
    expect(html`a\n${'b\\n'}`.markup).toBe('a\nb\\n');
  });
});
