import * as template from './generated/mail-template';
import { html, type Html } from './html';
import { mailColours } from './mail-colours';

/** How the shop looks in its mails. */
export interface Brand {
  readonly shopName: string;
  /** An https address; null shows the name instead. */
  readonly logoUrl: string | null;
  /** `#rrggbb` */
  readonly colour: string;
}

/** What someone said, and who and when. */
interface Quote {
  readonly by: string;
  readonly quote: string;
}

/** Something to be typed elsewhere, in a line of its own. */
export interface Code {
  readonly code: string;
}

/** What a mail says. All of it is plain text; line breaks in a paragraph or a quote are kept. */
export interface MailContent {
  /** What a list of mails shows after the subject. */
  readonly preheader: string;
  readonly heading: string;
  readonly body: readonly (string | Quote | Code)[];
  /** The one thing to do. The url must be http or https. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Why the reader gets this mail. */
  readonly footer: string;
  /** The way to get no more of this kind; the url must be http or https. */
  readonly unsubscribe?: { readonly label: string; readonly url: string };
}

/** The same mail as plain text and as HTML. Throws a `TypeError` when one of its urls is not http or https. */
export function renderMail(content: MailContent, brand: Brand): { text: string; html: string } {
  const { action, unsubscribe } = content;
  const safe = {
    ...content,
    action: action && { label: action.label, url: checkedUrl(action.url) },
    unsubscribe: unsubscribe && { label: unsubscribe.label, url: checkedUrl(unsubscribe.url) },
  };
  return { text: toText(safe, brand), html: toHtml(safe, brand).markup };
}

/** Another scheme, such as javascript:, would run in the reader's page. */
function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError('The link of a mail must be http or https.');
  return url.href;
}

const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n\u2028\u2029]/);

function textOf(part: string | Quote | Code): string {
  if (typeof part === 'string') return part;
  if ('code' in part) return part.code;
  return [`${part.by}:`, ...linesOf(part.quote).map((line) => `> ${line}`.trimEnd())].join('\n');
}

function toText({ heading, body, action, footer, unsubscribe }: MailContent, { shopName }: Brand): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  const way = unsubscribe ? `\n${unsubscribe.label}: ${unsubscribe.url}` : '';
  return `${[heading, ...body.map(textOf), ...link, `-- \n${shopName}\n${footer}${way}`].join('\n\n')}\n`;
}

/** Lines of one text, apart from each other as they were written. */
const withBreaks = (text: string): readonly Html[] => linesOf(text).map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`));

function toHtml({ preheader, heading, body, action, footer, unsubscribe }: MailContent, { shopName, logoUrl, colour }: Brand): Html {
  const { accent, onAccent, accentOnDark, onAccentOnDark } = mailColours(colour);
  const blocks = body.map((part) => {
    if (typeof part === 'string') return template.paragraph({ text: withBreaks(part) });
    if ('code' in part) return template.code({ text: part.code });
    return template.quote({ accent, by: part.by, text: withBreaks(part.quote) });
  });
  return template.page({
    preheader,
    heading,
    accentOnDark,
    onAccentOnDark,
    banner: logoUrl === null ? template.shop({ name: shopName }) : template.logo({ url: checkedUrl(logoUrl), alt: shopName }),
    blocks: action ? [...blocks, template.button({ ...action, accent, onAccent })] : blocks,
    footer: withBreaks(footer),
    way: unsubscribe ? template.unsubscribe(unsubscribe) : '',
  });
}
