import { html, type Html } from './html';

/** What a mail says. All of it is plain text; line breaks in a paragraph are kept. */
export interface MailContent {
  readonly shopName: string;
  /** What a list of mails shows after the subject. */
  readonly preheader: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. The url must be http or https. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Why the reader gets this mail. */
  readonly footer: string;
}

/** The same mail as plain text and as HTML. Throws a `TypeError` when the action's url is not http or https. */
export function renderMail(content: MailContent): { text: string; html: string } {
  const { action } = content;
  const safe = { ...content, action: action && { label: action.label, url: checkedUrl(action.url) } };
  return { text: toText(safe), html: toHtml(safe).markup };
}

/** Another scheme, such as javascript:, would run in the reader's page. */
function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError('The link of a mail must be http or https.');
  return url.href;
}

function toText({ shopName, heading, paragraphs, action, footer }: MailContent): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return `${[heading, ...paragraphs, ...link, `-- \n${shopName}\n${footer}`].join('\n\n')}\n`;
}

/**
 * Inline styles, because many readers drop the rest; the style block only adds what dark mode needs. No table, no
 * image, no font to load. Colours keep 4.5:1 in light and dark, and also where a reader inverts them.
 */
const toHtml = ({ shopName, preheader, heading, paragraphs, action, footer }: MailContent): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${heading}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #16191b !important; }
  .card { background: #1f2426 !important; border-color: #3a4144 !important; color: #eceeee !important; }
  .quiet { color: #a9b2b5 !important; }
  .button { background: #6fd3cb !important; color: #06312d !important; }
}
</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #f5f4f1;">
<div style="display: none; max-height: 0; overflow: hidden;">${preheader}</div>
<div class="page" style="padding: 24px 12px; background: #f5f4f1; font-family: Inter, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;">
<div style="max-width: 560px; margin: 0 auto;">
<p class="quiet" style="margin: 0 0 12px; font-size: 14px; line-height: 20px; font-weight: 600; color: #566064;">${shopName}</p>
<div class="card" style="padding: 24px; background: #ffffff; border: 1px solid #dddad3; border-radius: 14px; color: #1d2224; overflow-wrap: anywhere;">
<h1 style="margin: 0 0 16px; font-size: 20px; line-height: 28px; font-weight: 650;">${heading}</h1>
${paragraphs.map(toParagraph)}${action ? toButton(action) : ''}</div>
<p class="quiet" style="margin: 16px 0 0; font-size: 13px; line-height: 20px; color: #566064;">${withBreaks(footer)}</p>
</div>
</div>
</body>
</html>
`;

/** Lines of one text, apart from each other as they were written. */
const withBreaks = (text: string): readonly Html[] =>
  text.split(/\r?\n/).map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`));

const toParagraph = (text: string): Html => html`<p style="margin: 0 0 16px; font-size: 16px; line-height: 26px;">${withBreaks(text)}</p>
`;

const toButton = ({ label, url }: NonNullable<MailContent['action']>): Html => html`<p style="margin: 24px 0 8px;"><a class="button" href="${url}" style="display: inline-block; padding: 12px 20px; border-radius: 10px; background: #0b6b63; color: #ffffff; font-size: 16px; line-height: 24px; font-weight: 600; text-decoration: none;">${label}</a></p>
`;
