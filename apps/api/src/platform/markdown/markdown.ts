import { setImmediate } from 'node:timers/promises';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const SCHEMES = ['http', 'https', 'mailto'];
const ALLOWED_URL = new RegExp(`^(?:${SCHEMES.join('|')}):`, 'i');

/** So deep the tags of a text go; what is deeper keeps its words. */
const DEEPEST = 60;
/** A line that begins with so many marks nests deeper than anyone means to, and than the parser follows. */
const DEEP_LINE = /^(?:[ \t]|>|(?:[*+-]|\d{1,9}[.)])[ \t]){100}/m;
const MARKS = /[*_~`[\]<>&@]|:\/\/|\n/g;
/** More of them are no text that somebody writes, but take long to make sense of. */
const MOST_MARKS = 1_500;
/** Texts up to this length take no longer than anything else that is asked for. */
const SHORT = 1_000;
/** Of so many longer ones the HTML is kept: at most some 25 MB. */
const MOST_KEPT = 200;

/** No HTML, images, headings and tables. Neither what changes text that was not meant so: indented code, entities, definitions of links. */
const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 250 });
parser.disable(['image', 'heading', 'lheading', 'hr', 'table', 'html_block', 'html_inline', 'code', 'entity', 'reference']);
parser.linkify.set({ fuzzyLink: false });
parser.validateLink = (url) => ALLOWED_URL.test(url);
// One line break: the page shows what is between the tags as it stands.
parser.renderer.rules.softbreak = parser.renderer.rules.hardbreak = () => '<br />';

const RULES: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'a'],
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
  allowedSchemes: SCHEMES,
  allowProtocolRelative: false,
  nestingLimit: DEEPEST,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }) },
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const plain = (text: string): string =>
  `<p>${text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '').replace(/\r\n?|\n/g, '<br />')}</p>`;

const isTooMuch = (text: string): boolean => (text.match(MARKS)?.length ?? 0) > MOST_MARKS || DEEP_LINE.test(text);

/**
 * The HTML of a text with marks in it: bold, italic, struck out, code, lists, quotes and links to the web and to mail
 * addresses. Whatever the text is, the HTML runs nothing and says every word of it; a text that is mostly marks is
 * shown as it was typed, so that it takes no longer than others.
 */
export function safeHtml(text: string): string {
  return isTooMuch(text) ? plain(text) : sanitizeHtml(parser.render(text), RULES).trim();
}

type Token = ReturnType<typeof parser.parse>[number];

/** The words of one line or paragraph; a link is followed by where it leads, unless its own words say so. */
function wordsIn(tokens: readonly Token[]): string {
  let text = '';
  let link = { href: '', start: 0 };
  for (const { type, content, attrs } of tokens) {
    if (type === 'link_open') link = { href: String(attrs?.find(([name]) => name === 'href')?.[1] ?? ''), start: text.length };
    else if (type === 'link_close') text += link.href.endsWith(text.slice(link.start)) ? '' : ` (${link.href})`;
    else text += type.endsWith('break') ? '\n' : content;
  }
  return text;
}

/**
 * What a text says, without the marks: for where nothing is bold. Each paragraph, item and line has a line of its own.
 * It says every word, the numbers of lists and where links lead; a text that is mostly marks is left as it was typed.
 */
export function plainText(text: string): string {
  if (isTooMuch(text)) return text;
  const lines: string[] = [];
  let number = '';
  for (const { type, info, content, children } of parser.parse(text, {})) {
    if (type === 'list_item_open') number = info && `${info}. `;
    if (type !== 'inline' && type !== 'fence') continue;
    lines.push(number + (children ? wordsIn(children) : content.trimEnd()));
    number = '';
  }
  return lines.join('\n');
}

let last: Promise<unknown> = Promise.resolve();
/** The HTML of long texts that were asked for last, the latest at the end: whoever reads a conversation reads it again and again. */
const kept = new Map<string, Promise<string>>();

/**
 * The same; long texts one after the other with a pause between them, or a page of them would keep everybody waiting.
 * A long one takes up to 8 ms, which is a thousand times what looking it up among the last ones takes.
 */
export function safeHtmlInTurn(text: string): string | Promise<string> {
  if (text.length <= SHORT) return safeHtml(text);
  const html = kept.get(text) ?? last.then(() => setImmediate()).then(() => safeHtml(text));
  if (!kept.has(text)) last = html.catch(() => undefined);
  kept.delete(text);
  kept.set(text, html);
  const [oldest = ''] = kept.keys();
  if (kept.size > MOST_KEPT) kept.delete(oldest);
  return html;
}
