import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { TicketCountsDocument } from '#graphql/ticket-counts';
import { TicketChangedDocument, TicketsDocument } from '#graphql/tickets';
import { TopicsDocument } from '#graphql/topics';
import { ann, asha, gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { LiveSocket } from '../../../data';
import { TicketListPage } from './ticket-list-page';

const at = (viewer: typeof ann | typeof asha, url = '/tickets'): Promise<Stage> =>
  Stage.set({ url, path: 'tickets', component: TicketListPage, viewer });

const counts = { __typename: 'TicketCounts' as const, active: 7, unassigned: 2, waitingForShop: 3, waitingForCustomer: 4 };

/** The request for a list; a customer's page has two, one for what is unread. */
const request = (stage: Stage, unread?: boolean) =>
  stage.backend.expectOne(({ operationName, variables }) => operationName === 'Tickets' && (variables['filter'] as { unread?: boolean }).unread === unread);

async function answer(stage: Stage, ...nodes: ReturnType<typeof ticket>[]): Promise<void> {
  request(stage).flushData({ tickets: pageOf(nodes) });
  await stage.settle();
}

/** What a customer has, the unread by themselves. */
async function answerAnn(stage: Stage, nodes: ReturnType<typeof ticket>[], unread: ReturnType<typeof ticket>[] = []): Promise<void> {
  request(stage, true).flushData({ tickets: pageOf(unread) });
  request(stage, false).flushData({ tickets: pageOf(nodes) });
  await stage.settle();
}

const subjects = (stage: Stage): string[] =>
  [...stage.page.querySelectorAll('article h2 a')].map((one) => one.textContent?.trim() ?? '');

describe('TicketListPage', () => {
  it('shows customers their tickets in words that say whose turn it is', async () => {
    const stage = await at(ann);
    await answerAnn(stage, [ticket('1', { status: 'PENDING', assignee: gita }), ticket('2')]);
    expect(stage.page.querySelector('h1')?.textContent).toBe('My tickets');
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 2']);
    const chips = [...stage.page.querySelectorAll('[data-testid=ticket-status]')].map((one) => one.textContent?.trim());
    expect(chips).toEqual(['Waiting for you', 'Waiting for an expert']);
    expect(stage.text).toContain('Gita');
  });

  it('offers one thing to do when there is nothing', async () => {
    const stage = await at(ann);
    await answerAnn(stage, []);
    expect(stage.text).toContain('You have no active tickets');
    expect(stage.page.querySelector('a[href="/tickets/new"]')?.textContent).toBe('Raise a ticket');
  });

  it('asks for what the tab in the address stands for', async () => {
    const stage = await at(ann, '/tickets?tab=closed');
    const { variables } = request(stage, false).operation;
    expect(variables['filter']).toEqual({ status: ['RESOLVED', 'CLOSED'], unread: false });
    expect(stage.page.querySelector('[aria-current=page]')?.textContent?.trim()).toBe('Closed');
  });

  it('follows changes: a new ticket comes on top, a changed one is redrawn, one that no longer fits goes', async () => {
    const stage = await at(asha, '/tickets?sort=active');
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

  it('shows admins a ticket that lost its expert before the others, though it is open', async () => {
    const stage = await at(asha);
    await answer(stage, ticket('1'));
    const live = stage.backend.expectOne(TicketChangedDocument);
    live.flushData({ ticketChanged: ticket('2', { assignee: null, status: 'OPEN', waitingSince: '2026-03-01T10:00:00.000Z', can: { assign: true } }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2', 'Subject 1']);
    expect(stage.button('Assign').textContent).toContain('REF-2');
  });

  it('asks again once live changes come, the first time and after a cut, for as much as is on the screen', async () => {
    const stage = await at(asha);
    await answer(stage, ticket('1'));
    TestBed.inject(LiveSocket).listening.next();
    await stage.settle();
    await answer(stage, ticket('3'), ticket('1'));
    expect(subjects(stage)).toEqual(['Subject 3', 'Subject 1']);
  });

  it('loads more on demand, after the last one', async () => {
    const stage = await at(asha);
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

  it('keeps a page that came while the list was asked for again, and asks for as much as there is now', async () => {
    const stage = await at(asha);
    const page = Array.from({ length: 25 }, (_, index) => ticket(`${index}`));
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf(page, true) });
    await stage.settle();
    TestBed.inject(LiveSocket).listening.next();
    await stage.settle();
    const again = stage.backend.expectOne(TicketsDocument);
    await stage.press('Load more');
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('last')]) });
    await stage.settle();
    again.flushData({ tickets: pageOf(page, true) });
    await stage.settle();
    expect(subjects(stage)).toHaveLength(26);
    expect(stage.backend.expectOne(TicketsDocument).operation.variables).toMatchObject({ first: 26 });
  });

  it('loads more once the list that is seen again has been asked for anew', async () => {
    const stage = await at(asha);
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1')], true) });
    await stage.settle();
    await TestBed.inject(Router).navigateByUrl('/elsewhere');
    await TestBed.inject(Router).navigateByUrl('/tickets');
    await stage.settle();
    const question = stage.backend.expectOne(TicketsDocument);
    await stage.press('Load more');
    stage.backend.expectNone(TicketsDocument);
    question.flushData({ tickets: pageOf([ticket('1')], true) });
    await stage.settle();
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('2')]) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 2']);
  });

  it('asks for no more of a list that is left before it has been asked for anew', async () => {
    const stage = await at(asha);
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1')], true) });
    await stage.settle();
    await TestBed.inject(Router).navigateByUrl('/elsewhere');
    await TestBed.inject(Router).navigateByUrl('/tickets');
    await stage.settle();
    const left = stage.backend.expectOne(TicketsDocument);
    await stage.press('Load more');
    await TestBed.inject(Router).navigateByUrl('/tickets?tab=closed');
    await stage.settle();
    left.flushData({ tickets: pageOf([ticket('1')], true) });
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('2', { status: 'CLOSED' })], true) });
    await stage.settle();
    stage.backend.expectNone(TicketsDocument);
    expect(stage.button('Load more').disabled).toBe(false);
  });

  it('says what is wrong, and tries again', async () => {
    const stage = await at(asha);
    stage.backend.expectOne(TicketsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    await stage.press('Try again');
    await answer(stage, ticket('1'));
    expect(subjects(stage)).toEqual(['Subject 1']);
  });

  it('shows customers what is new before all else, until it is read', async () => {
    const stage = await at(ann);
    await answerAnn(stage, [ticket('2')], [ticket('1', { unread: 3 }), ticket('3', { unread: 120 })]);
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 3', 'Subject 2']);
    expect([...stage.page.querySelectorAll('.list h2[id], .rest')].map((one) => one.textContent)).toEqual(['New answers', 'Everything else']);
    const counts = (): (string | undefined)[] => [...stage.page.querySelectorAll('article')].map((one) => one.querySelector('.count')?.textContent?.trim());
    expect(counts()).toEqual(['33 unread', '99+120 unread', undefined]); // what is seen, then what is read out
    expect([...stage.page.querySelectorAll('article')].map((one) => one.classList.contains('unread'))).toEqual([true, true, false]);
    const live = stage.backend.expectOne(TicketChangedDocument);
    live.flushData({ ticketChanged: ticket('1') });
    live.flushData({ ticketChanged: ticket('3') });
    await stage.settle();
    expect(stage.text).not.toContain('New answers');
    expect(subjects(stage)).toHaveLength(3);
  });

  it('lets only those assign who may', async () => {
    const stage = await at(asha);
    await answer(stage, ticket('1', { can: { assign: true } }), ticket('2'));
    expect([...stage.page.querySelectorAll('.assign')].map((one) => one.textContent?.trim())).toEqual(['Assign REF-1']);
  });

  it('asks for what the address says that staff look for, and for nothing that it can’t mean', async () => {
    const url = '/tickets?tab=active&topic=t1&priority=HIGH&status=OPEN&waiting=shop&tag=vip&assignee=a1&customer=c1&since=2026-03-01&until=2026-03-02&sort=urgent';
    const stage = await at(asha, url);
    const { variables } = stage.backend.expectOne(TicketsDocument).operation;
    expect(variables['orderBy']).toEqual({ field: 'PRIORITY', direction: 'DESC' });
    expect(variables['filter']).toEqual({
      ...{ status: ['OPEN'], waitingFor: 'SHOP', tag: 'vip' },
      ...{ topicId: 't1', priority: ['HIGH'], assigneeId: 'a1', customerId: 'c1' },
      raisedSince: new Date('2026-03-01T00:00:00').toISOString(),
      raisedUntil: new Date('2026-03-02T23:59:59.999').toISOString(),
    });
    await TestBed.inject(Router).navigateByUrl('/tickets?assignee=a1&priority=SOON&status=LOST&waiting=nobody&since=later&sort=none');
    await stage.settle();
    const unassigned = stage.backend.expectOne(TicketsDocument).operation.variables;
    expect(unassigned).toMatchObject({ filter: { assigned: false }, orderBy: { field: 'URGENCY', direction: 'ASC' } });
  });

  it('puts what is chosen into the address, beside the tab, and finds back to everything', async () => {
    const stage = await at(asha, '/tickets?tab=active');
    stage.backend.expectOne(TopicsDocument).flushData({ topics: [{ __typename: 'Topic', id: 't1', name: 'Payments', archived: true }] });
    await answer(stage, ticket('1'));
    const [topic] = stage.page.querySelectorAll('select');
    if (!topic) throw new Error('No topic to choose');
    expect([...topic.options].map(({ text }) => text)).toEqual(['All topics', 'Payments (archived)']);
    topic.value = 't1';
    topic.dispatchEvent(new Event('change'));
    await stage.settle();
    expect(stage.url).toBe('/tickets?tab=active&topic=t1');
    await answer(stage);
    expect(stage.text).toContain('No ticket fits');
    expect(stage.page.querySelector('ccr-link-tabs a:last-child')?.getAttribute('href')).toBe('/tickets?tab=all&topic=t1');
    expect(stage.page.querySelector('ccr-empty-state a')?.getAttribute('href')).toBe('/tickets?tab=active');
  });

  it('has nothing to narrow for customers, whatever their address says', async () => {
    const stage = await at(ann, '/tickets?topic=t1&sort=urgent');
    const { variables } = request(stage, false).operation;
    expect(variables).toMatchObject({ filter: { status: ['NEW', 'OPEN', 'PENDING'] }, orderBy: { field: 'LAST_ACTIVITY' } });
    expect(stage.page.querySelector('ccr-ticket-tools')).toBeNull();
  });

  it('follows changes at their place in the chosen order, and only of what is looked for', async () => {
    const stage = await at(asha, '/tickets?tab=active&topic=t1&sort=urgent');
    const topic = { __typename: 'Topic' as const, id: 't1', name: 'Payments' };
    await answer(stage, ticket('1', { topic, priority: 'URGENT' }), ticket('2', { topic, priority: 'LOW' }));
    const live = stage.backend.expectOne(TicketChangedDocument);
    live.flushData({ ticketChanged: ticket('3', { topic, priority: 'HIGH' }) });
    live.flushData({ ticketChanged: ticket('4', { priority: 'HIGH' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 3', 'Subject 2']);
    live.flushData({ ticketChanged: ticket('2', { topic, priority: 'URGENT' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2', 'Subject 1', 'Subject 3']);
    live.flushData({ ticketChanged: ticket('1', { priority: 'URGENT' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2', 'Subject 3']);
  });

  it('leaves to a later page what belongs there', async () => {
    const stage = await at(asha, '/tickets?tab=active&sort=urgent');
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1', { priority: 'URGENT' })], true) });
    await stage.settle();
    stage.backend.expectOne(TicketChangedDocument).flushData({ ticketChanged: ticket('2', { priority: 'LOW' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 1']);
  });

  it('asks for an agent’s own tickets first, those to answer soonest on top', async () => {
    const stage = await at(gita);
    const { variables } = request(stage).operation;
    expect(variables).toMatchObject({ filter: { assigneeId: gita.id, waitingFor: 'SHOP' }, orderBy: { field: 'URGENCY', direction: 'ASC' } });
    stage.backend.expectOne(TicketCountsDocument).flushData({ ticketCounts: counts });
    await stage.settle();
    const tabs = [...stage.page.querySelectorAll('ccr-link-tabs a')].map((one) => one.textContent?.replace(/\s+/g, ' ').trim());
    expect(tabs).toEqual(['Waiting for me 3', 'Waiting for customer 4', 'In my topics 2', 'All mine 7', 'Resolved', 'Everything I see']);
  });

  it('counts anew when a ticket has changed, not at every one', async () => {
    const stage = await at(gita);
    stage.backend.expectOne(TicketCountsDocument).flushData({ ticketCounts: counts });
    await answer(stage);
    const live = stage.backend.expectOne(TicketChangedDocument);
    for (const id of ['1', '2', '3']) live.flushData({ ticketChanged: ticket(id) });
    await stage.settle();
    stage.backend.expectNone(TicketCountsDocument);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    stage.backend.expectOne(TicketCountsDocument);
  });

  it('lets what is new wait while one looks, and shows it on demand', async () => {
    const stage = await at(asha, '/tickets?tab=active&sort=active');
    await answer(stage, ticket('1'), ticket('0'));
    const live = stage.backend.expectOne(TicketChangedDocument);
    const list = stage.page.querySelector('ul[aria-label="All tickets"]');
    list?.querySelector('a')?.focus();
    live.flushData({ ticketChanged: ticket('3') });
    live.flushData({ ticketChanged: ticket('1', { subject: 'Renamed' }) });
    live.flushData({ ticketChanged: ticket('0', { status: 'CLOSED' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Renamed', 'Subject 0']);
    expect(list?.querySelector('.gone')?.textContent).toContain('Closed');
    expect(stage.page.querySelector('.pile')?.textContent?.trim()).toBe('1 new');
    await stage.press('1 new');
    expect(subjects(stage)).toEqual(['Subject 3', 'Renamed']);
    expect(document.activeElement?.textContent?.trim()).toBe('Subject 3');
    live.flushData({ ticketChanged: ticket('4') });
    await stage.settle();
    expect(stage.text).toContain('1 new');
    (document.activeElement as HTMLElement).blur();
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 4', 'Subject 3', 'Renamed']);
  });

  it('lets admins choose many, one by one, a range, or all that are loaded', async () => {
    const stage = await at(asha, '/tickets?tab=active');
    await answer(stage, ...['1', '2', '3', '4'].map((id) => ticket(id)));
    const boxes = [...stage.page.querySelectorAll<HTMLInputElement>('input.select')];
    const click = async (place: number, shiftKey = false): Promise<void> => {
      boxes[place]?.dispatchEvent(new MouseEvent('click', { shiftKey, bubbles: true, cancelable: true }));
      await stage.settle();
    };
    await click(0);
    await click(2, true);
    expect(boxes.map(({ checked }) => checked)).toEqual([true, true, true, false]);
    expect(stage.text).toContain('3 selected');
    await click(1);
    expect(boxes.map(({ checked }) => checked)).toEqual([true, false, true, false]);
    const all = stage.page.querySelector<HTMLInputElement>('.choice input');
    all?.click();
    await stage.settle();
    expect(stage.text).toContain('4 selected');
    await TestBed.inject(Router).navigateByUrl('/tickets?tab=closed');
    await stage.settle();
    await answer(stage, ticket('1', { status: 'CLOSED' }));
    expect(stage.text).toContain('Select all loaded');
  });

  it('lets nobody else choose many', async () => {
    const stage = await at(gita);
    await answer(stage, ticket('1', { assignee: gita }));
    expect(stage.page.querySelector('input.select')).toBeNull();
  });
});
