import { TicketStatus } from '@ccr/domain';
import type { EventRow } from '../../platform/events';
import { accountTellings } from './account.rules';
import { feedbackTellings } from './feedback.rules';
import { concernsStaff, ticketTellings, webhookTellings } from './notification.rules';

const TICKET = { customerId: 'ann', assigneeId: 'gita' as string | null, status: TicketStatus.OPEN };
const NEW = { ...TICKET, assigneeId: null, status: TicketStatus.NEW };
const STAFF = { experts: ['gita', 'hari'], admins: ['admin', 'boss'] };
const event = (type: string, actorId: string | null, data: Record<string, unknown> = {}, internal = false): EventRow =>
  ({ id: 'event', streamId: 'stream', type, actorId, data, internal }) as unknown as EventRow;
const moved = (actorId: string | null, from: string, to: string): EventRow => event('TicketStatusChanged', actorId, { from, to });

/** Who is told what, as `ann: ticketRaised`. */
const told = (what: EventRow, ticket: Partial<typeof TICKET> = {}, { staff = STAFF, isOfReply = false } = {}): string[] =>
  ticketTellings(what, { ...TICKET, ...ticket }, { staff, isOfReply }).map(({ recipientId, kind, channel }) => [`${recipientId}: ${kind}`, channel].filter(Boolean).join(' by '));

describe('who is told what', () => {
  it.each([
    // what, of which ticket, who is told beside the customer
    ['nobody has it: the experts', 'ann', NEW, STAFF, ['gita: ticketOffered', 'hari: ticketOffered']],
    ['but for the one who made it of another ticket', 'gita', NEW, STAFF, ['hari: ticketOffered']],
    ['no expert, or no topic: the admins', 'ann', NEW, { ...STAFF, experts: [] }, ['admin: ticketOffered', 'boss: ticketOffered']],
    ['nobody at all is left', 'ann', NEW, { experts: [], admins: [] }, []],
    ['the rule has given it to somebody', 'ann', TICKET, STAFF, []],
    ['it was merged before anybody was told', 'ann', { ...NEW, status: TicketStatus.CLOSED }, STAFF, []],
  ])('a ticket is raised; %s', (_case, actorId, ticket, staff, expected) => {
    expect(told(event('TicketRaised', actorId, { priority: 'NORMAL' }), ticket, { staff })).toEqual(['ann: ticketRaised', ...expected]);
  });

  it('an assignment is told to the customer and to whom it is given', () => {
    expect(told(event('TicketAssigned', 'admin', { assigneeId: 'gita' }))).toEqual(['ann: agentAssigned', 'gita: ticketAssignedToYou']);
    expect(told(event('TicketAssigned', null, { assigneeId: 'gita' }))).toEqual(['ann: agentAssigned', 'gita: ticketAssignedToYou']);
  });

  it('nobody is told that they gave a ticket to themselves', () => {
    expect(told(event('TicketAssigned', 'admin', { assigneeId: 'admin' }))).toEqual(['ann: agentAssigned']);
  });

  it('an assignment is told to whom it was given, also when somebody else has the ticket by now', () => {
    const late = event('TicketAssigned', 'admin', { assigneeId: 'hari' });
    expect(told(late)).toEqual(['ann: agentAssigned', 'hari: ticketAssignedToYou']);
  });

  it.each([
    // who writes, who has the ticket, who is told
    ['ann', 'gita', ['gita: replyReceived']],
    ['ann', null, []],
    ['gita', 'gita', ['ann: replyReceived']],
    ['admin', 'gita', ['ann: replyReceived', 'gita: replyReceived']],
    ['admin', null, ['ann: replyReceived']],
    [null, 'gita', ['ann: replyReceived']], // the first answer
  ])('%s writes where %s has the ticket: %j', (actorId, assigneeId, expected) => {
    expect(told(event('MessageSent', actorId, { messageId: 'm' }), { assigneeId })).toEqual(expected);
    expect(told(event('MessageSent', actorId, { messageId: 'm' }, true), { assigneeId })).toEqual([]); // a note
  });

  it.each([
    // who, from, to, what the customer and the assignee are told
    ['admin', 'NEW', 'OPEN', []], // "agent assigned" tells it
    ['gita', 'OPEN', 'PENDING', ['ann: ticketPending']],
    ['gita', 'OPEN', 'RESOLVED', ['ann: ticketResolved']],
    ['admin', 'PENDING', 'RESOLVED', ['ann: ticketResolved', 'gita: assignedTicketMoved']],
    ['gita', 'PENDING', 'OPEN', ['ann: ticketReopened']],
    ['gita', 'RESOLVED', 'OPEN', ['ann: ticketReopened']],
    ['ann', 'RESOLVED', 'OPEN', ['gita: assignedTicketMoved']],
    ['gita', 'RESOLVED', 'CLOSED', ['ann: ticketClosed']],
    ['ann', 'RESOLVED', 'CLOSED', ['ann: ticketClosed by MAIL', 'gita: assignedTicketMoved']],
    [null, 'RESOLVED', 'CLOSED', ['ann: ticketClosed']], // by itself
  ])('%s moves it from %s to %s: %j', (actorId, from, to, expected) => {
    expect(told(moved(actorId, from, to))).toEqual(expected);
  });

  it('who gets the reply that opened a ticket again is not told that as well', () => {
    expect(told(moved('ann', 'RESOLVED', 'OPEN'), {}, { isOfReply: true })).toEqual([]);
    expect(told(moved('ann', 'PENDING', 'OPEN'), {}, { isOfReply: true })).toEqual([]);
  });

  it('a ticket that nobody has moves for the customer alone', () => {
    expect(told(moved('admin', 'OPEN', 'PENDING'), { assigneeId: null })).toEqual(['ann: ticketPending']);
  });

  it('has something to say about every status that a ticket can come to', () => {
    const silent = Object.values(TicketStatus).filter((to) => told(moved('gita', 'OPEN', to)).length === 0);
    expect(silent).toEqual([TicketStatus.NEW]); // which never comes back
  });

  it.each([
    ['gita', ['gita: ticketRated', 'admin: ticketRated', 'boss: ticketRated']],
    ['boss', ['boss: ticketRated', 'admin: ticketRated']], // once, who is both
    [null, ['admin: ticketRated', 'boss: ticketRated']],
  ])('a rating is told to who has the ticket (%s) and to the admins', (assigneeId, expected) => {
    expect(told(event('TicketRated', 'ann', { score: 2 }), { assigneeId })).toEqual(expected);
  });

  it('a merge is told once, of the ticket that ends', () => {
    expect(told(event('TicketMerged', 'gita', { ticketId: 'other', direction: 'INTO' }))).toEqual(['ann: ticketMerged']);
    expect(told(event('TicketMerged', 'gita', { ticketId: 'other', direction: 'FROM' }))).toEqual([]);
    expect(told(event('TicketUnmerged', 'gita', { ticketId: 'other', direction: 'INTO' }))).toEqual([]);
  });

  it('what is new to us is told to nobody', () => {
    expect(told(event('SomethingElse', 'ann'))).toEqual([]);
  });

  it('a paused webhook is told to all admins', () => {
    const paused = webhookTellings(event('WebhookPaused', null, { webhookId: 'w', host: 'shop.test' }), STAFF);
    expect(paused.map(({ recipientId, kind }) => `${recipientId}: ${kind}`)).toEqual(['admin: webhookPaused', 'boss: webhookPaused']);
    expect(webhookTellings(event('WebhookMade', 'admin'), STAFF)).toEqual([]);
  });

  it.each(['TicketRaised', 'TicketRated', 'WebhookPaused'])('the staff is looked up for %s, not for each event', (type) => {
    expect(concernsStaff(event(type, null))).toBe(true);
    expect(concernsStaff(event('MessageSent', null))).toBe(false);
  });
});

describe('what is told to the owner of an account', () => {
  const CODE = { address: 'new@example.com', formerAddress: 'old@example.com' };
  /** What is told, with where it goes when that is not the account's own address. */
  const toldOf = (type: string, data: Record<string, unknown> = {}, code: typeof CODE | null = CODE): string[] =>
    accountTellings(event(type, null, data), code).map(({ recipientId, kind, address }) => [recipientId, kind, address ?? 'own'].join(' '));

  it('a new customer is welcomed; staff, whom an admin makes, are not', () => {
    expect(toldOf('CustomerSignedUp')).toEqual(['stream welcome own']);
    expect(toldOf('StaffCreated', { role: 'AGENT' })).toEqual([]);
  });

  it.each(['PasswordChanged', 'MobileVerified', 'SignedInFromNewDevice', 'SecondFactorChanged', 'Invited', 'DeletionRequested'])('%s', (type) => {
    expect(toldOf(type)).toHaveLength(1);
    expect(toldOf(type)[0]).toMatch(/^stream \w+ own$/);
  });

  it.each([
    ['EmailVerificationRequested', 'confirmEmail'],
    ['PasswordResetRequested', 'resetPassword'],
    ['EmailChangeRequested', 'confirmNewEmail'],
    ['MobileVerificationRequested', 'confirmMobile'],
  ])('%s: the code goes where it was made for, or nowhere', (type, kind) => {
    expect(toldOf(type, { codeId: 'code' })).toEqual([`stream ${kind} new@example.com`]);
    expect(toldOf(type, { codeId: 'code' }, null)).toEqual([]);
  });

  it('a code goes by mail, unless it is for a number, or wanted as a text message', () => {
    const channelOf = (type: string, data: object) => accountTellings(event(type, null, { codeId: 'code', ...data }), CODE).map(({ channel }) => channel);
    expect(channelOf('PasswordResetRequested', {})).toEqual([undefined]);
    expect(channelOf('PasswordResetRequested', { channel: 'MAIL' })).toEqual([undefined]);
    expect(channelOf('PasswordResetRequested', { channel: 'SMS' })).toEqual(['SMS']);
    expect(channelOf('MobileVerificationRequested', {})).toEqual(['SMS']);
  });

  it('a change of address is told to the former one, if it was known to be theirs', () => {
    expect(toldOf('EmailChanged', { codeId: 'code', formerWasVerified: true })).toEqual(['stream emailChanged old@example.com']);
    expect(toldOf('EmailChanged', { codeId: 'code', formerWasVerified: false })).toEqual([]);
    expect(toldOf('EmailChanged', { codeId: 'code', formerWasVerified: true }, null)).toEqual([]);
  });

  it.each(['EmailVerified', 'RoleChanged', 'ProfileChanged', 'AgentDeactivated', 'AgentReactivated', 'DeletionCancelled', 'Erased'])(
    '%s is told by no mail',
    (type) => expect(toldOf(type)).toEqual([]),
  );
});

describe('what is told to who sent feedback', () => {
  it.each([
    ['FeedbackAnswered', ['stream feedbackAnswered']],
    ['FeedbackSent', []],
    ['FeedbackDone', []],
    ['TicketRated', []],
  ])('%s: %j', (type, expected) => {
    expect(feedbackTellings(event(type, 'admin')).map(({ recipientId, kind }) => `${recipientId} ${kind}`)).toEqual(expected);
  });
});
