import { renderMail } from '../../platform/mail';
import { wordsOf } from './notification.mails';
import type { NotificationKind } from './notification.rules';

const ABOUT = {
  shopName: 'Example Shop',
  publicUrl: 'https://help.example.com',
  recipient: { name: 'Ann Rao' },
  ticket: { reference: 'K7Q2-M9XD', subject: 'Paid twice' },
  assignee: { name: 'Gita Mehta' },
};
/** The mail as a plain text reader shows it, without what ends every mail. */
function textOf(kind: NotificationKind, about: Parameters<typeof wordsOf>[1] = ABOUT): string {
  const { subject, ...content } = wordsOf(kind, about);
  const end = '\n\n-- \nExample Shop\nYou get this mail because you have an account with us.\n';
  const { text } = renderMail(content);
  expect(text.endsWith(end)).toBe(true);
  return `${subject}\n---\n${text.slice(0, -end.length)}`;
}

describe('the words of', () => {
  it('welcome', () => {
    expect(textOf('welcome')).toMatchInlineSnapshot(`
"Welcome to Example Shop
---
Welcome, Ann Rao

Your account is ready. When something goes wrong with an order, tell us, and one expert will answer you.

Raise a ticket:
https://help.example.com/tickets/new"
`);
  });
  it('ticketRaised', () => {
    expect(textOf('ticketRaised')).toMatchInlineSnapshot(`
"We have your ticket K7Q2-M9XD: Paid twice
---
We have your ticket

"Paid twice" has the reference K7Q2-M9XD.

We are finding the right expert for it and will tell you who it is.

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
  it('agentAssigned', () => {
    expect(textOf('agentAssigned')).toMatchInlineSnapshot(`
"Gita Mehta answers your ticket K7Q2-M9XD
---
Gita Mehta has your ticket

Gita Mehta is now answering "Paid twice". You can write to each other in the ticket.

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
  it('ticketAssignedToYou', () => {
    expect(textOf('ticketAssignedToYou')).toMatchInlineSnapshot(`
"Ticket K7Q2-M9XD is yours: Paid twice
---
A ticket was assigned to you

"Paid twice" waits for your answer.

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
  it('ticketPending', () => {
    expect(textOf('ticketPending')).toMatchInlineSnapshot(`
"We need something from you for ticket K7Q2-M9XD
---
Your ticket is waiting for you

Gita Mehta needs an answer from you to go on with "Paid twice".

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
  it('ticketResolved', () => {
    expect(textOf('ticketResolved')).toMatchInlineSnapshot(`
"Your ticket K7Q2-M9XD is solved
---
Your ticket is solved

"Paid twice" is marked as solved.

If it is not, write back in the ticket and it is open again.

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
  it('ticketReopened', () => {
    expect(textOf('ticketReopened')).toMatchInlineSnapshot(`
"Your ticket K7Q2-M9XD is open again
---
Your ticket is open again

Gita Mehta is working on "Paid twice".

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
  it('ticketClosed', () => {
    expect(textOf('ticketClosed')).toMatchInlineSnapshot(`
"Ticket closed: K7Q2-M9XD
---
Your ticket is closed

"Paid twice" is closed. You can read it at any time. If something else comes up, raise a new ticket.

Open the ticket:
https://help.example.com/tickets/K7Q2-M9XD"
`);
  });
});

const TICKET_KINDS: readonly NotificationKind[] = [
  'ticketRaised', 'agentAssigned', 'ticketAssignedToYou', 'ticketPending', 'ticketResolved', 'ticketReopened', 'ticketClosed',
];

describe('every mail about a ticket', () => {
  it.each(TICKET_KINDS)('%s names it and leads to it', (kind) => {
    const { subject, paragraphs, action } = wordsOf(kind, ABOUT);
    expect(subject).toContain('K7Q2-M9XD');
    expect(paragraphs.join(' ')).toContain('"Paid twice"');
    expect(action?.url).toBe('https://help.example.com/tickets/K7Q2-M9XD');
  });

  it.each(TICKET_KINDS)('%s gets by without a name of the expert', (kind) => {
    const text = textOf(kind, { ...ABOUT, assignee: null });
    expect(text).not.toMatch(/undefined|null|Gita/);
  });

  it.each(TICKET_KINDS)('%s can not be written without one', (kind) => {
    expect(() => wordsOf(kind, { shopName: 'S', publicUrl: 'https://s', recipient: { name: 'Ann' } })).toThrow(kind);
  });

  it.each(TICKET_KINDS)('%s shows what people wrote as text, not as HTML', (kind) => {
    const ticket = { reference: 'K7Q2-M9XD', subject: '<img src=x onerror="alert(1)"> & more' };
    const { subject: _subject, ...content } = wordsOf(kind, { ...ABOUT, ticket, assignee: { name: '<b>Gita</b>' } });
    const { html, text } = renderMail(content);
    expect(html).not.toMatch(/<img|<b>/);
    expect(html).toContain('&lt;img src=x onerror=');
    expect(text).toContain(ticket.subject);
  });
});
