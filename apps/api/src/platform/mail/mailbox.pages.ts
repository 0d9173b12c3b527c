import type { Address, Email } from 'postal-mime';
import { html, type Html } from './html';

const STYLE = html`<style>
:root { color-scheme: light dark; --paper: #f5f4f1; --card: #fff; --ink: #1d2224; --quiet: #566064; --line: #dddad3; --accent: #0b6b63; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16191b; --card: #1f2426; --ink: #eceeee; --quiet: #a9b2b5; --line: #3a4144; --accent: #6fd3cb; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/22px system-ui, sans-serif; }
main { max-width: 880px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { margin: 8px 0; font-size: 22px; line-height: 30px; overflow-wrap: anywhere; }
h2 { margin: 24px 0 8px; font-size: 15px; }
a { color: var(--accent); }
.quiet, dt { color: var(--quiet); }
ul, dl, pre, iframe { box-sizing: border-box; width: 100%; margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
ul { padding: 0; list-style: none; }
li + li { border-top: 1px solid var(--line); }
li a { display: grid; grid-template-columns: 1fr auto; gap: 0 16px; padding: 12px 16px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
li a:hover, li a:focus-visible { background: var(--paper); }
li strong { grid-column: 1 / -1; }
time { font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; padding: 12px 16px; overflow-wrap: anywhere; }
dd { margin: 0; }
iframe { height: 70vh; resize: vertical; }
pre { padding: 12px 16px; white-space: pre-wrap; overflow-wrap: anywhere; }
</style>`;

const page = (title: string, content: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
${STYLE}
</head>
<body><main>
${content}
</main></body>
</html>
`;

/** One line of the list; `mail` is null when its file has gone since. */
interface ListedMail {
  readonly id: string;
  readonly keptAt: Date;
  readonly mail: Email | null;
}

const addressText = ({ name, address }: Address): string => (address ? `${name} <${address}>`.trim() : name);

const toText = (mail: Email): string => (mail.to ?? []).map(addressText).join(', ');

const subjectText = (mail: Email): string => mail.subject || '(no subject)';

/** In the server's zone, which is the reader's: both are this machine. */
const timeText = (time: Date): string => time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

const listItem = ({ id, keptAt, mail }: ListedMail): Html =>
  mail
    ? html`<li><a href="/mailbox/${id}"><strong>${subjectText(mail)}</strong>
<span class="quiet">${toText(mail)}</span><time class="quiet" datetime="${keptAt.toISOString()}">${timeText(keptAt)}</time></a></li>
`
    : html``;

/** The mails, in the order given; `total` is how many there are in all. */
export function listPage(mails: readonly ListedMail[], total: number): Html {
  const count = total > mails.length ? `The newest ${mails.length} of ${total} mails.` : `${total} ${total === 1 ? 'mail' : 'mails'}.`;
  const list = mails.length ? html`<ul>${mails.map(listItem)}</ul>` : html`<p>The mails will appear here.</p>`;
  return page('Mailbox', html`<h1>Mailbox</h1>
<p class="quiet">Mail is kept here because neither SENDGRID_API_KEY nor SMTP_URL is set. ${count}</p>
${list}`);
}

const headerRow = (name: string, value: string | undefined): Html =>
  value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``;

/**
 * The mail's own markup, where it can run nothing and reach nothing. The base comes first, which is fine with any
 * document that follows, and makes links leave the frame: inside it the app could not run its scripts.
 */
const frame = (markup: string): Html => html`<iframe title="The mail as HTML"
 sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
 srcdoc="${`<!doctype html><base target="_top">${markup}`}"></iframe>`;

/** One mail: its headers, how it looks, and its plain-text part. */
export const mailPage = (mail: Email): Html =>
  page(subjectText(mail), html`<a href="/mailbox">All mails</a>
<h1>${subjectText(mail)}</h1>
<dl>${[
    headerRow('From', mail.from && addressText(mail.from)),
    headerRow('To', toText(mail)),
    headerRow('Date', mail.date && timeText(new Date(mail.date))),
    headerRow('Message-ID', mail.messageId),
  ]}</dl>
<h2>As HTML</h2>
${mail.html ? frame(mail.html) : html`<p class="quiet">This mail has no HTML part.</p>`}
<h2>As plain text</h2>
${mail.text ? html`<pre>${mail.text}</pre>` : html`<p class="quiet">This mail has no plain-text part.</p>`}`);

/** There is no such mail. */
export const missingPage = (): Html =>
  page('No such mail', html`<h1>There is no such mail</h1>
<p><a href="/mailbox">All mails</a></p>`);
