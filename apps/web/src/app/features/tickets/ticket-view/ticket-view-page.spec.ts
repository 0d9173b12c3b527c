import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { CloseTicketDocument, ResolveTicketDocument, TicketDocument, TicketEventsDocument } from '#graphql';
import { ann, gita, moved, pageOf, said, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Confirm } from '../../../ui/confirm/confirm';
import { TicketViewPage } from './ticket-view-page';

type Viewer = typeof ann | typeof gita;

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

  it('has no expert before someone is assigned', async () => {
    const stage = await open(ann, ticket('1'));
    expect(stage.text).toContain('Expert (to come)');
    expect(stage.text).toContain('We are finding the right one');
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
});
