import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { TicketEventsDocument } from '#graphql/conversation';
import { CloseTicketDocument, ResolveTicketDocument, TicketDocument, TicketGoneDocument, UpdateTicketDocument } from '#graphql/tickets';
import { TopicsDocument } from '#graphql/topics';
import { ann, asha, edited, gita, moved, pageOf, said, ticket, unassigned } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Confirm } from '../../../ui/confirm/confirm';
import { TicketViewPage } from './ticket-view-page';

type Viewer = typeof ann | typeof gita | typeof asha;

async function open(viewer: Viewer, shown: ReturnType<typeof ticket>, ...events: object[]): Promise<Stage> {
  const url = `/tickets/${shown.reference}`;
  const stage = await Stage.set({ url, path: 'tickets/:reference', component: TicketViewPage, viewer });
  stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...shown, events: pageOf(events) } });
  await stage.settle();
  return stage;
}

const chip = (stage: Stage): string =>
  stage.page.querySelector('[data-testid=ticket-status]')?.textContent?.trim() ?? '';

describe('TicketViewPage', () => {
  it('shows where the ticket stands, the request and what was said', async () => {
    const stage = await open(ann, ticket('1', { status: 'OPEN', assignee: gita, can: { reply: true } }), said(2, gita, 'Hello Ann'));
    expect(stage.page.querySelector('h1')?.textContent).toBe('Subject 1');
    expect(chip(stage)).toBe('Waiting for us');
    expect(stage.text).toContain('Description 1');
    expect(stage.text).toContain('Hello Ann');
    expect(TestBed.inject(Title).getTitle()).toBe('REF-1 Subject 1 · Customer Care Registry');
    const steps = [...stage.page.querySelectorAll('ccr-ticket-progress li')].map((one) => one.textContent?.trim());
    expect(steps).toEqual(['Raised (done)', 'Gita (done)', 'Solved (to come)']);
  });

  it('tells an admin that mail to the customer comes back, and leads to what was sent', async () => {
    const stage = await open(asha, { ...ticket('1', { status: 'OPEN', assignee: gita }), customer: { ...ann, mailBlocked: 'BOUNCED' } });
    const link = [...stage.page.querySelectorAll<HTMLAnchorElement>('ccr-ticket-facts a')].find(({ textContent }) => textContent === 'Mail to this address came back.');
    expect(link?.getAttribute('href')).toBe(`/deliveries?person=${ann.id}`);
  });

  it('has no expert before someone is assigned', async () => {
    const stage = await open(ann, ticket('1'));
    expect(stage.text).toContain('Expert (to come)');
    expect(stage.text).toContain('We are finding the right one');
  });

  it('tells a customer whose expert left that another one comes', async () => {
    const stage = await open(ann, ticket('1', { status: 'OPEN', assignee: gita, can: { reply: true } }), said(2, gita, 'Hello'));
    expect(stage.text).not.toContain('someone else has');
    const left = ticket('1', { status: 'OPEN', assignee: null, can: { reply: true } });
    stage.backend.expectOne(TicketEventsDocument).flushData({ ticketEvents: { ...unassigned(3, gita), ticket: left } });
    await stage.settle();
    expect(stage.text).toContain('You get a mail as soon as someone else has your ticket');
    expect(stage.text).toContain('Expert (to come)');
    expect(stage.text).not.toContain('no longer has');
  });

  it('changes the header with the live events', async () => {
    const stage = await open(ann, ticket('1', { status: 'OPEN', assignee: gita, can: { reply: true } }), said(2, gita, 'Hello'));
    const solved = ticket('1', { status: 'RESOLVED', assignee: gita, can: { reopen: true, close: true, reply: true } });
    stage.backend
      .expectOne(TicketEventsDocument)
      .flushData({ ticketEvents: { ...moved(3, gita, 'OPEN', 'RESOLVED'), ticket: solved } });
    await stage.settle();
    expect(chip(stage)).toBe('Solved');
    expect(stage.text).toContain('Gita marked this as solved');
    expect(stage.button('Reopen')).toBeTruthy();
  });

  it('shows only what the abilities allow, and does it', async () => {
    const stage = await open(gita, ticket('1', { status: 'OPEN', assignee: gita, can: { resolve: true } }));
    expect(() => stage.button('Close ticket')).toThrow();
    expect(() => stage.button('Assign')).toThrow();
    await stage.press('Resolve');
    const request = stage.backend.expectOne(ResolveTicketDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1' } });
    const done = ticket('1', { status: 'RESOLVED', assignee: gita });
    request.flushData({ resolveTicket: { __typename: 'ResolveTicketPayload', ticket: done } });
    await stage.settle();
    expect(chip(stage)).toBe('Resolved');
  });

  it('says why something could not be done', async () => {
    const stage = await open(gita, ticket('1', { status: 'OPEN', can: { resolve: true } }));
    await stage.press('Resolve');
    stage.backend
      .expectOne(ResolveTicketDocument)
      .graphqlErrors([{ message: 'x', extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('Someone changed this in the meantime.');
  });

  const tooLate = [{ message: 'x', extensions: { code: 'CONFLICT', ticket: { id: '1', status: 'PENDING', assigneeId: gita.id, lastSeq: 5 } } }];

  it('shows how the ticket stands when someone else was faster', async () => {
    const stage = await open(gita, ticket('1', { status: 'OPEN', assignee: gita, can: { resolve: true } }));
    await stage.press('Resolve');
    stage.backend.expectOne(ResolveTicketDocument).graphqlErrors(tooLate);
    await stage.settle();
    const now = ticket('1', { status: 'PENDING', assignee: gita, can: { resolve: true } });
    stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...now, events: pageOf([]) } });
    await stage.settle();
    expect(chip(stage)).toBe('Pending');
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('This is how it stands now.');
    expect(stage.button('Resolve')).toBeTruthy();
  });

  it('shows what somebody else chose meanwhile, to be chosen again or left', async () => {
    const stage = await open(gita, ticket('1', { status: 'OPEN', assignee: gita, can: { edit: true } }));
    stage.backend.expectOne(TopicsDocument).flushData({ topics: [] });
    await stage.settle();
    const priority = stage.page.querySelectorAll<HTMLSelectElement>('ccr-ticket-sorting select')[1];
    if (!priority) throw new Error('Nothing to choose');
    priority.value = 'URGENT';
    priority.dispatchEvent(new Event('change'));
    await stage.settle();
    stage.backend.expectOne(UpdateTicketDocument).graphqlErrors(tooLate);
    await stage.settle();
    const now = ticket('1', { status: 'OPEN', assignee: gita, priority: 'LOW', lastSeq: 5, can: { edit: true } });
    stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...now, events: pageOf([]) } });
    await stage.settle();
    expect(priority.value).toBe('LOW');
    expect(stage.text).toContain('Somebody changed this meanwhile.');
    priority.value = 'URGENT';
    priority.dispatchEvent(new Event('change'));
    await stage.settle();
    expect(stage.backend.expectOne(UpdateTicketDocument).operation.variables).toEqual({ input: { ticketId: '1', seenSeq: 5, priority: 'URGENT' } });
  });

  it('leads to the ticket that it goes on with, and to those that go on with it', async () => {
    const linked = (id: string) => ({ __typename: 'Ticket' as const, id, reference: `REF-${id}`, subject: `Subject ${id}`, status: 'OPEN' as const });
    const stage = await open(ann, ticket('1', { status: 'CLOSED', followUpOf: linked('0'), followUps: [linked('2'), linked('3')] }));
    const links = [...stage.page.querySelectorAll<HTMLAnchorElement>('ccr-ticket-ties a')].map((one) => one.getAttribute('href'));
    expect(links).toEqual(['/tickets/REF-0', '/tickets/REF-2', '/tickets/REF-3']);
    TestBed.resetTestingModule();
    expect((await open(ann, ticket('1'))).page.querySelector('ccr-ticket-ties a')).toBeNull();
  });

  it('lets staff choose topic and priority right there, and takes back what could not be saved', async () => {
    const stage = await open(gita, ticket('1', { status: 'OPEN', assignee: gita, can: { edit: true } }));
    stage.backend.expectOne(TopicsDocument).flushData({ topics: [{ __typename: 'Topic', id: 't1', name: 'Payments', archived: false }] });
    await stage.settle();
    const [topic, priority] = stage.page.querySelectorAll<HTMLSelectElement>('ccr-ticket-sorting select');
    if (!topic || !priority) throw new Error('Nothing to choose');
    const choose = async (box: HTMLSelectElement, value: string) => {
      box.value = value;
      box.dispatchEvent(new Event('change'));
      await stage.settle();
      return stage.backend.expectOne(UpdateTicketDocument);
    };
    const request = await choose(priority, 'URGENT');
    expect(request.operation.variables).toEqual({ input: { ticketId: '1', seenSeq: 1, priority: 'URGENT' } });
    const urgent = ticket('1', { status: 'OPEN', assignee: gita, priority: 'URGENT', can: { edit: true } });
    request.flushData({ updateTicket: { __typename: 'UpdateTicketPayload', ticket: urgent } });
    await stage.settle();
    expect(stage.page.querySelector('ccr-ticket-priority')?.textContent).toContain('Urgent');
    (await choose(topic, 't1')).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(topic.value).toBe('');
  });

  it('leads its customer to editing while it is NEW, and staff nowhere', async () => {
    const ofAnn = await open(ann, ticket('1', { can: { edit: true } }));
    expect(ofAnn.page.querySelector('a[href="/tickets/REF-1/edit"]')?.textContent).toBe('Edit ticket');
    expect(ofAnn.page.querySelector('ccr-ticket-sorting')).toBeNull();
  });

  it('tells what was edited, and shows it', async () => {
    const stage = await open(ann, ticket('1'), edited(2, ann, { field: 'SUBJECT' }, { field: 'DESCRIPTION' }), edited(3, gita, { field: 'PRIORITY', to: 'HIGH' }));
    expect(stage.text).toContain('You changed the subject and the description');
    expect(stage.text).toContain('Gita changed the priority to High');
    const renamed = ticket('1', { subject: 'Another subject' });
    stage.backend.expectOne(TicketEventsDocument).flushData({ ticketEvents: { ...edited(4, ann, { field: 'ORDER_REFERENCE', from: '8' }), ticket: renamed } });
    await stage.settle();
    expect(stage.text).toContain('You removed the order reference');
    expect(stage.page.querySelector('h1')?.textContent).toBe('Another subject');
  });

  it('asks once before it closes for good, naming the ticket', async () => {
    const stage = await open(ann, ticket('1', { status: 'RESOLVED', assignee: gita, can: { close: true } }));
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    await stage.press('Close ticket');
    stage.backend.expectNone(CloseTicketDocument);
    await stage.press('Close ticket');
    stage.backend.expectOne(CloseTicketDocument);
    expect(ask).toHaveBeenLastCalledWith(expect.objectContaining({ title: 'Close REF-1?' }));
  });

  it('says in place of the composer why nothing can be written', async () => {
    const stage = await open(gita, ticket('1', { status: 'CLOSED', assignee: gita }));
    expect(stage.text).toContain('This ticket is closed.');
    expect(() => stage.field('Write a message')).toThrow();
  });

  it('knows nothing of a ticket that one may not see', async () => {
    const url = '/tickets/NOPE';
    const stage = await Stage.set({ url, path: 'tickets/:reference', component: TicketViewPage, viewer: ann });
    stage.backend.expectOne(TicketDocument).graphqlErrors([{ message: 'x', extensions: { code: 'NOT_FOUND' } }]);
    await stage.settle();
    expect(stage.page.querySelector('h1')?.textContent).toBe('Ticket not found');
  });

  it('says so when the ticket is no longer open to who looks at it, and leads back', async () => {
    const stage = await open(gita, ticket('1', { status: 'OPEN', assignee: gita, can: { reply: true } }));
    document.body.append(stage.page);
    stage.backend.expectOne(TicketGoneDocument).flushData({ ticketGone: '1' });
    await stage.settle();
    stage.backend.expectOne(TicketDocument).graphqlErrors([{ message: 'x', extensions: { code: 'NOT_FOUND' } }]);
    await stage.settle();
    expect(stage.page.querySelector('h1')?.textContent).toBe('This ticket is no longer open to you');
    expect(document.activeElement).toBe(stage.page.querySelector('h1'));
    stage.page.querySelector<HTMLElement>('ccr-empty-state a')?.click();
    await stage.settle();
    expect(stage.url).toBe('/tickets');
  });
});
