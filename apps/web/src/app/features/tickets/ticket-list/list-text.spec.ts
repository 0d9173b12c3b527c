import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { gql } from '@apollo/client';
import { FoundTicketsDocument } from '#graphql/found-tickets';
import { TagsDocument } from '#graphql/tags';
import { TicketChangedDocument, TicketGoneDocument, TicketsDocument } from '#graphql/tickets';
import { Api, LiveSocket } from '../../../data';
import { ann, asha, gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketListPage } from './ticket-list-page';

const READ = gql`
  fragment Read on Ticket {
    id
    unread
  }
`;
const FIELD = 'Find in these tickets';
const part = (text: string, match = false) => ({ __typename: 'ExcerptPart' as const, text, match });
const hit = (found: ReturnType<typeof ticket>, ...excerpts: object[]) => ({ __typename: 'TicketHit' as const, ticket: found, excerpts });
const lost = hit(
  ticket('1'),
  { __typename: 'Excerpt', source: 'SUBJECT', messageId: null, parts: [part('Parcel', true), part(' lost')] },
  { __typename: 'Excerpt', source: 'MESSAGE', messageId: 'm7', parts: [part('The '), part('courier', true), part(' says')] },
);

const at = (viewer: typeof ann | typeof asha, url: string): Promise<Stage> => Stage.set({ url, path: 'tickets', component: TicketListPage, viewer });
const typed = async (stage: Stage, text: string): Promise<void> => {
  const field = stage.field(FIELD);
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await new Promise((resolve) => void setTimeout(resolve, 300));
  await stage.settle();
};
async function answer(stage: Stage, hits: object[], more = false): Promise<Record<string, unknown>> {
  const request = stage.backend.expectOne(FoundTicketsDocument);
  request.flushData({ searchTickets: pageOf(hits, more) });
  await stage.settle();
  return request.operation.variables;
}
const subjects = (stage: Stage): string[] => [...stage.page.querySelectorAll('article h2 a')].map((one) => one.textContent?.trim() ?? '');

describe('looking for a text in a list', () => {
  it('finds what the address says under the filters of the list, marked, the best match first', async () => {
    const stage = await at(asha, '/tickets?tab=active&text=parcel%20courier&priority=HIGH&customer=c1&sort=newest');
    expect(stage.field(FIELD).value).toBe('parcel courier');
    expect(await answer(stage, [lost, hit(ticket('2'))])).toEqual({
      text: 'parcel courier',
      first: 25,
      filter: { status: ['NEW', 'OPEN', 'PENDING'], priority: ['HIGH'], customerId: 'c1' },
    });
    stage.backend.expectNone(TicketsDocument);
    expect(subjects(stage)).toEqual(['Parcel lost', 'Subject 2']);
    expect([...stage.page.querySelectorAll('mark')].map((one) => one.textContent)).toEqual(['Parcel', 'courier']);
    expect(stage.page.querySelector('.passage a')?.getAttribute('href')).toContain('/tickets/REF-1');
    expect(stage.page.querySelector('.passage a')?.getAttribute('href')).toContain('#message-m7');
    expect(stage.text).toContain('2 tickets found, the best match first.');
    const [sort] = [...stage.page.querySelectorAll('select')].slice(-1);
    expect([sort?.disabled, sort?.selectedOptions[0]?.text]).toEqual([true, 'Best match']);
  });

  it('puts what is typed into the address once one stops, keeps what was found until the answer comes, and ends with an empty field', async () => {
    const stage = await at(asha, '/tickets?tab=active');
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('9')]) });
    await stage.settle();
    await typed(stage, 'parcel');
    expect(stage.url).toBe('/tickets?tab=active&text=parcel');
    await answer(stage, [lost]);
    await typed(stage, 'parcels');
    expect(subjects(stage)).toEqual(['Parcel lost']);
    await answer(stage, []);
    expect(stage.text).toContain('No ticket fits');
    expect(stage.field(FIELD).value).toBe('parcels');
    await typed(stage, '');
    expect(stage.url).toBe('/tickets?tab=active');
    expect(subjects(stage)).toEqual(['Subject 9']);
  });

  it('asks nobody for a text without a word', async () => {
    const stage = await at(asha, '/tickets?tab=active&text=%3F');
    stage.backend.expectNone(FoundTicketsDocument);
    stage.backend.expectOne(TicketsDocument);
  });

  it('brings more, each once; a problem leaves what is typed, and can be tried again', async () => {
    const stage = await at(asha, '/tickets?tab=all&text=parcel');
    stage.backend.expectOne(FoundTicketsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(stage.field(FIELD).value).toBe('parcel');
    await stage.press('Try again');
    await answer(stage, [hit(ticket('1')), hit(ticket('2'))], true);
    expect(stage.text).toContain('2 or more tickets found');
    await stage.press('Load more');
    expect(await answer(stage, [hit(ticket('2')), hit(ticket('3'))])).toMatchObject({ after: 'last' });
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 2', 'Subject 3']);
  });

  it('is for customers too, in all of their tickets of the tab at once', async () => {
    const stage = await at(ann, '/tickets?tab=closed&text=parcel');
    expect((await answer(stage, [lost]))['filter']).toEqual({ status: ['RESOLVED', 'CLOSED'] });
    expect(stage.text).not.toContain('New answers');
    expect(subjects(stage)).toEqual(['Parcel lost']);
  });

  it('is not offered to customers who have nothing', async () => {
    const stage = await at(ann, '/tickets');
    for (const request of stage.backend.match(TicketsDocument)) request.flushData({ tickets: pageOf([]) });
    await stage.settle();
    expect(stage.page.querySelector('ccr-list-text')).toBeNull();
  });

  it('keeps what was found up to date, and takes out what went out of sight', async () => {
    const stage = await at(gita, '/tickets?tab=all&text=subject');
    await answer(stage, [hit(ticket('1')), hit(ticket('2'))]);
    stage.backend.expectOne(TicketChangedDocument).flushData({ ticketChanged: ticket('2', { subject: 'Renamed' }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 1', 'Renamed']);
    stage.backend.expectOne(TicketGoneDocument).flushData({ ticketGone: '1' });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Renamed']);
    stage.backend.expectNone(FoundTicketsDocument);
  });
});

describe('a ticket that went out of sight', () => {
  it('leaves the list, dimmed while one looks', async () => {
    const stage = await at(gita, '/tickets?tab=all');
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1'), ticket('2'), ticket('3')]) });
    await stage.settle();
    const gone = stage.backend.expectOne(TicketGoneDocument);
    gone.flushData({ ticketGone: '3' });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 1', 'Subject 2']);
    stage.page.querySelector<HTMLElement>('[data-reference=REF-2] a')?.focus();
    gone.flushData({ ticketGone: '1' });
    await stage.settle();
    expect([...stage.page.querySelectorAll('.gone')].map((one) => one.getAttribute('data-reference'))).toEqual(['REF-1']);
    (document.activeElement as HTMLElement).blur();
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2']);
    stage.backend.expectNone(TicketsDocument);
  });

  it('does not come back with what was still on its way about it', async () => {
    const stage = await at(gita, '/tickets?tab=all');
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1'), ticket('2')]) });
    await stage.settle();
    stage.backend.expectOne(TicketGoneDocument).flushData({ ticketGone: '1' });
    // Before the list is drawn anew: the answer that it was read.
    TestBed.inject(Api).cache.writeFragment({ id: 'Ticket:1', fragment: READ, data: { __typename: 'Ticket', id: '1', unread: 0 } });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2']);
    stage.backend.expectNone(TicketsDocument);
  });

  it('does not come back with an answer or a change from before, but once it is given back', async () => {
    const stage = await at(gita, '/tickets?tab=all');
    stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1', { lastSeq: 4 }), ticket('2')]) });
    await stage.settle();
    TestBed.inject(LiveSocket).listening.next();
    const asked = stage.backend.expectOne(TicketsDocument);
    const changed = stage.backend.expectOne(TicketChangedDocument);
    stage.backend.expectOne(TicketGoneDocument).flushData({ ticketGone: '1' });
    asked.flushData({ tickets: pageOf([ticket('1', { lastSeq: 4 }), ticket('2')]) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2']);
    changed.flushData({ ticketChanged: ticket('1', { lastSeq: 4, unread: 0 }) });
    await stage.settle();
    expect(subjects(stage)).toEqual(['Subject 2']);
    changed.flushData({ ticketChanged: ticket('1', { lastSeq: 6 }) });
    await stage.settle();
    expect(subjects(stage)).toContain('Subject 1');
  });

  it('is followed by agents alone', async () => {
    for (const viewer of [ann, asha]) {
      const stage = await at(viewer, '/tickets');
      stage.backend.expectNone(TicketGoneDocument);
      TestBed.resetTestingModule();
    }
  });
});

describe('the tag to narrow a list by', () => {
  it('is suggested from those that there are', async () => {
    const stage = await at(asha, '/tickets?tab=active');
    const box = stage.page.querySelector<HTMLInputElement>('input[list=tags-to-narrow]');
    if (!box) throw new Error('No field for a tag');
    box.value = 'vi';
    box.dispatchEvent(new Event('input'));
    await new Promise((resolve) => void setTimeout(resolve, 250));
    const request = stage.backend.expectOne(TagsDocument);
    expect(request.operation.variables).toEqual({ search: 'vi' });
    request.flushData({ tags: ['vip', 'violin'] });
    await stage.settle();
    expect([...(box.list?.options ?? [])].map(({ value }) => value)).toEqual(['vip', 'violin']);
    box.value = 'vip';
    box.dispatchEvent(new Event('change'));
    await stage.settle();
    expect(TestBed.inject(Router).url).toBe('/tickets?tab=active&tag=vip');
  });
});
