import { Role, TicketStatus } from '@ccr/domain';
import { renderMail } from '../../platform/mail';
import { brandOf } from './mail-words';
import type { TicketKind } from './notification.kinds';
import { type TicketSubject, ticketWords } from './ticket.mails';

const SENDER = { shopName: 'Example Shop', publicUrl: 'https://help.example.com', shopLogoUrl: null, shopColour: '#0b6b63' };
const CUSTOMER = { role: Role.CUSTOMER, language: null, timeZone: null };
const AGENT = { ...CUSTOMER, role: Role.AGENT };
const ADMIN = { ...CUSTOMER, role: Role.ADMIN };
const AT = new Date('2026-03-01T12:30:00.000Z');
const GITA = { name: 'Gita Mehta' };
const ABOUT: TicketSubject = {
  ticket: { reference: 'K7Q2-M9XD', subject: 'Paid twice', status: TicketStatus.OPEN, closesAt: null, mergedIntoId: null },
  recipient: CUSTOMER,
  assignee: GITA,
  actor: GITA,
  rating: null,
  unread: null,
};
const reply = (body: string, authorName = 'Gita Mehta') => ({ authorName, body, at: AT });
const unread = (...messages: ReturnType<typeof reply>[]): NonNullable<TicketSubject['unread']> => ({ messages, more: 0, status: null });
const at = (status: TicketStatus, more: Partial<TicketSubject['ticket']> = {}): TicketSubject => ({ ...ABOUT, ticket: { ...ABOUT.ticket, status, ...more } });

/** The mail as a plain text reader shows it. */
function textOf(kind: TicketKind, about: TicketSubject = ABOUT): string {
  const { subject, ...content } = ticketWords(kind, about, SENDER);
  return `${subject}\n---\n${renderMail(content, brandOf(SENDER)).text}`;
}

const KINDS: readonly TicketKind[] = [
  'ticketRaised', 'agentAssigned', 'ticketAssignedToYou', 'ticketPending', 'ticketResolved', 'ticketReopened', 'ticketMerged', 'ticketClosed',
  'ticketOffered', 'assignedTicketMoved', 'ticketRated',
];

describe('every mail about a ticket', () => {
  it.each(KINDS)('%s names it and leads to it', (kind) => {
    const { subject, body, action } = ticketWords(kind, ABOUT, SENDER);
    expect(subject).toBe('[K7Q2-M9XD] Paid twice');
    expect(body.join(' ')).toContain('“Paid twice”');
    expect(action?.url).toMatch(/^https:\/\/help\.example\.com\/tickets\/K7Q2-M9XD(#rating-heading)?$/);
  });

  it.each(KINDS)('%s gets by without a name of anybody', (kind) => {
    expect(textOf(kind, { ...ABOUT, assignee: null, actor: null })).not.toMatch(/undefined|null|Gita/);
  });

  it.each([...KINDS, 'replyReceived' as const])('%s shows what people wrote as text, not as HTML', (kind) => {
    const ticket = { ...ABOUT.ticket, subject: '<img src=x onerror="alert(1)"> & more' };
    const about = { ...ABOUT, ticket, assignee: { name: '<b>Gita</b>' }, actor: { name: '<b>Gita</b>' }, unread: unread(reply('<i>hi</i>', '<b>Gita</b>')) };
    const { subject: _subject, ...content } = ticketWords(kind, about, SENDER);
    expect(renderMail(content, brandOf(SENDER)).html).not.toMatch(/<img|<b>|<i>/);
  });
});

describe('replies', () => {
  const mail = (given: Partial<TicketSubject>): string => textOf('replyReceived', { ...ABOUT, ...given });

  it('are quoted with who and when, in the zone of the reader, without marks', () => {
    const text = mail({ unread: unread(reply('**Yes**,\nwe can.')), recipient: { ...CUSTOMER, language: 'en-US', timeZone: 'America/New_York' } });
    expect(text).toContain('Gita Mehta replied\n\nGita Mehta, March 1, 2026 at 07:30 AM EST:\n> Yes,\n> we can.\n');
  });

  it('are counted in the heading, with those that are only in the ticket', () => {
    expect(mail({ unread: unread(reply('a'), reply('b')) })).toContain('2 new replies from Gita Mehta');
    expect(mail({ unread: unread(reply('a'), reply('b', 'Hari')) })).toContain('2 new replies\n');
    expect(mail({ unread: { ...unread(reply('a')), more: 3 } })).toMatch(/4 new replies\n[^]*And 3 more in the ticket\./);
  });

  it.each([
    [TicketStatus.RESOLVED, 'Gita Mehta marked your ticket as solved. If it is not, write back in the ticket and it is open again.'],
    [TicketStatus.PENDING, 'Gita Mehta needs an answer from you to go on.'],
    [TicketStatus.OPEN, 'Your ticket is open again.'],
    [TicketStatus.CLOSED, 'Your ticket is closed.'],
  ])('take along that the ticket is %s', (status, told) => {
    const text = mail({ ...at(status), unread: { ...unread(reply('a')), status } });
    expect(text).toContain('> a');
    expect(text).toContain(told);
  });

  it.each([
    [TicketStatus.OPEN, 'ticketReopened'],
    [TicketStatus.PENDING, 'ticketPending'],
    [TicketStatus.RESOLVED, 'ticketResolved'],
    [TicketStatus.CLOSED, 'ticketClosed'],
  ] as const)('that were read leave the mail that the ticket is %s', (status, kind) => {
    const about = { ...at(status, { closesAt: AT }), unread: { ...unread(), status } };
    expect(mail(about)).toBe(textOf(kind, about));
    expect(mail({ ...about, recipient: AGENT })).toBe(textOf('assignedTicketMoved', { ...about, recipient: AGENT }));
  });

  it('invite the customer to rate when they come with the end', () => {
    const about = { ...at(TicketStatus.CLOSED), unread: { ...unread(reply('a')), status: TicketStatus.CLOSED } };
    const label = (given: TicketSubject) => ticketWords('replyReceived', given, SENDER).action?.label;
    expect(label(about)).toBe('Rate the help');
    expect(label({ ...about, rating: { score: 5, comment: null } })).toBe('Open the ticket');
    expect(label({ ...about, recipient: AGENT })).toBe('Open the ticket');
  });

  it('of the erased have an author without a name; staff read plainly where the ticket stands', () => {
    const text = mail({ recipient: AGENT, unread: { ...unread(reply('a', '')), status: TicketStatus.PENDING } });
    expect(text).toContain('Somebody replied');
    expect(text).toContain('The ticket is now waiting for the customer.');
  });

  it('stand in the preheader in one line that is not long', () => {
    const { preheader } = ticketWords('replyReceived', { ...ABOUT, unread: unread(reply(`one\n\ntwo ${'x'.repeat(500)}`)) }, SENDER);
    expect(preheader).toMatch(/^one two x+…$/);
    expect(preheader).toHaveLength(140);
  });
});

describe('a rating', () => {
  const rated = { ...at(TicketStatus.CLOSED), rating: { score: 2, comment: 'Slow.\nAnd rude.' }, actor: { name: 'Ann Rao' } };

  it('is told to agents as the score alone, to admins with the comment, and never whose it is', () => {
    const [agent, admin] = [textOf('ticketRated', { ...rated, recipient: AGENT }), textOf('ticketRated', { ...rated, recipient: ADMIN })];
    expect(agent).toContain('rated: 2 of 5.');
    expect(agent).not.toContain('Slow');
    expect(admin).toContain('> Slow.\n> And rude.');
    for (const text of [agent, admin]) expect(text).not.toContain('Ann Rao');
  });

  it('is asked for when the ticket is closed, once, and not where it goes on in another', () => {
    const closed = at(TicketStatus.CLOSED);
    const action = (about: TicketSubject) => ticketWords('ticketClosed', about, SENDER).action;
    expect(action(closed)).toEqual({ label: 'Rate the help', url: 'https://help.example.com/tickets/K7Q2-M9XD#rating-heading' });
    for (const about of [rated, at(TicketStatus.CLOSED, { mergedIntoId: 'other' })]) {
      expect(action(about)?.label).toBe('Open the ticket');
      expect(textOf('ticketClosed', about)).not.toContain('Were we of help');
    }
  });
});

it('a solved ticket says when it closes by itself, and asks for a rating that there is not yet', () => {
  const text = textOf('ticketResolved', at(TicketStatus.RESOLVED, { closesAt: AT }));
  expect(text).toContain('Gita Mehta marked “Paid twice” as solved.');
  expect(text).toContain('Otherwise it closes by itself on 1 March 2026 at 12:30 UTC.');
  expect(textOf('ticketResolved', { ...at(TicketStatus.RESOLVED), rating: { score: 5, comment: null } })).not.toMatch(/closes by itself|rate it/);
});

it('what is offered says why: it is in a topic of the agent, or in nobody’s, for an admin to give away', () => {
  expect(textOf('ticketOffered', { ...ABOUT, recipient: AGENT })).toContain('in one of your topics');
  expect(textOf('ticketOffered', { ...ABOUT, recipient: ADMIN })).toContain('no agent is expert in its topic');
});
