import { TestBed } from '@angular/core/testing';
import { TicketChangedDocument, TicketsDocument } from '#graphql';
import { ann, asha, gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { LiveSocket } from '../../../data';
import { TicketListPage } from './ticket-list-page';

const at = (viewer: typeof ann | typeof asha, url = '/tickets'): Promise<Stage> =>
  Stage.set({ url, path: 'tickets', component: TicketListPage, viewer });

async function answer(stage: Stage, ...nodes: ReturnType<typeof ticket>[]): Promise<void> {
  stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf(nodes) });
  await stage.settle();
}

const subjects = (stage: Stage): string[] =>
  [...stage.page.querySelectorAll('article h2')].map((one) => one.textContent?.trim() ?? '');

describe('TicketListPage', () => {
  it('shows customers their tickets in words that say whose turn it is', async () => {
    const stage = await at(ann);
    await answer(stage, ticket('1', { status: 'PENDING', assignee: gita }), ticket('2'));
    expect(stage.page.querySelector('h1')?.textContent).toBe('My tickets');
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 2']);
    const chips = [...stage.page.querySelectorAll('[data-testid=ticket-status]')].map((one) => one.textContent?.trim());
    expect(chips).toEqual(['Waiting for you', 'Waiting for an expert']);
    expect(stage.text).toContain('Gita');
  });

  it('offers one thing to do when there is nothing', async () => {
    const stage = await at(ann);
    await answer(stage);
    expect(stage.text).toContain('You have no active tickets');
    expect(stage.page.querySelector('a[href="/tickets/new"]')?.textContent).toBe('Raise a ticket');
  });

  it('asks for what the tab in the address stands for', async () => {
    const stage = await at(ann, '/tickets?tab=closed');
    const { variables } = stage.backend.expectOne(TicketsDocument).operation;
    expect(variables['filter']).toEqual({ status: ['RESOLVED', 'CLOSED'] });
    expect(stage.page.querySelector('[aria-current=page]')?.textContent?.trim()).toBe('Closed');
  });

  it('follows changes: a new ticket comes on top, a changed one is redrawn, one that no longer fits goes', async () => {
    const stage = await at(asha);
    await answer(stage, ticket('1'));
    const live = stage.backend.expectOne(TicketChangedDocument);

    live.flushData({ ticketChanged: ticket('2', { subject: 'Brand new' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Brand new', 'Subject 1']);

    live.flushData({ ticketChanged: ticket('1', { subject: 'Renamed', priority: 'URGENT' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Brand new', 'Renamed']);
    expect(stage.text).toContain('Urgent');

    live.flushData({ ticketChanged: ticket('2', { assignee: gita, status: 'OPEN' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Renamed']);
  });

  it('asks again after a cut, for as much as is on the screen', async () => {
    const stage = await at(ann);
    await answer(stage, ticket('1'));
    TestBed.inject(LiveSocket).reconnected.next();
    await stage.settle();
    await answer(stage, ticket('3'), ticket('1'));
    expect(subjects(stage)).toEqual(['Subject 3', 'Subject 1']);
  });

  it('loads more on demand, after the last one', async () => {
    const stage = await at(ann);
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1')], true) });
    await stage.settle();
    await stage.press('Load more');
    const more = stage.backend.expectOne(TicketsDocument);
    expect(more.operation.variables['after']).toBe('last');
    more.flushData({ tickets: pageOf([ticket('2')]) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 2']);
    expect(stage.text).not.toContain('Load more');
  });

  it('says what is wrong, and tries again', async () => {
    const stage = await at(ann);
    stage.backend.expectOne(TicketsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    await stage.press('Try again');
    await answer(stage, ticket('1'));
    expect(subjects(stage)).toEqual(['Subject 1']);
  });

  it('lets only those assign who may', async () => {
    const stage = await at(asha);
    await answer(stage, ticket('1', { can: { assign: true } }), ticket('2'));
    expect([...stage.page.querySelectorAll('.assign')].map((one) => one.textContent?.trim())).toEqual(['Assign REF-1']);
  });
});
