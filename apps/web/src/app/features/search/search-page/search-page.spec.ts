import { RecentTicketsDocument, SearchTicketsDocument } from '#graphql/search';
import { TopicsDocument } from '#graphql/topics';
import { ann, asha, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SearchPage } from './search-page';

const part = (text: string, match = false) => ({ __typename: 'ExcerptPart' as const, text, match });
const subject = (...parts: ReturnType<typeof part>[]) => ({ __typename: 'Excerpt' as const, source: 'SUBJECT', messageId: null, parts });
const message = (id: string, ...parts: ReturnType<typeof part>[]) => ({ __typename: 'Excerpt' as const, source: 'MESSAGE', messageId: id, parts });
const hit = (id: string, ...excerpts: object[]) => ({ __typename: 'TicketHit' as const, ticket: ticket(id), excerpts });
const lost = hit('1', subject(part('Parcel', true), part(' lost')), message('m7', part('The '), part('courier', true), part(' says')));

const open = (query = '', viewer = ann): Promise<Stage> => Stage.set({ url: `/search${query}`, path: 'search', component: SearchPage, viewer });
const settled = async (stage: Stage): Promise<void> => {
  await new Promise((resolve) => void setTimeout(resolve, 300));
  await stage.settle();
};
const answer = async (stage: Stage, hits: object[], more = false): Promise<Record<string, unknown>> => {
  const request = stage.backend.expectOne(SearchTicketsDocument);
  request.flushData({ searchTickets: pageOf(hits, more) });
  await stage.settle();
  return request.operation.variables;
};

describe('SearchPage', () => {
  it('says what it is for before there is a question, and asks nobody', async () => {
    const stage = await open('?q=%3F');
    expect(stage.text).toContain('By words of what you wrote and what we answered');
    stage.backend.expectNone(SearchTicketsDocument);
    stage.backend.expectNone(RecentTicketsDocument);
  });

  it('shows what the address asks for, marked, and leads to the ticket and to the message', async () => {
    const stage = await open('?q=parcel%20courier&status=OPEN');
    expect(stage.field('Search tickets').value).toBe('parcel courier');
    expect(await answer(stage, [lost])).toEqual({ text: 'parcel courier', first: 25, after: null, filter: { status: ['OPEN'] } });
    expect(stage.text).toContain('One ticket found.');
    expect([...stage.page.querySelectorAll('mark')].map((one) => one.textContent)).toEqual(['Parcel', 'courier']);
    expect(stage.page.querySelector('h2')?.textContent?.trim()).toBe('Parcel lost');
    expect([...stage.page.querySelectorAll('article a')].map((one) => one.getAttribute('href'))).toEqual(['/tickets/REF-1', '/tickets/REF-1#message-m7']);
    expect(stage.text).not.toContain('Topic');
  });

  it('asks once one has stopped typing, and keeps what it found until the answer comes', async () => {
    const stage = await open('?q=parcel');
    await answer(stage, [lost]);
    await stage.type('Search tickets', 'parcels');
    await stage.type('Search tickets', 'parcels w');
    stage.backend.expectNone(SearchTicketsDocument);
    await settled(stage);
    expect(stage.url).toBe('/search?q=parcels%20w');
    expect(stage.text).toContain('Looking…');
    expect(stage.text).toContain('REF-1');
    expect(await answer(stage, [])).toMatchObject({ text: 'parcels w' });
    expect(stage.text).toContain('No ticket found.');
    expect(stage.text).toContain('Nothing has all of these words');
    expect(stage.field('Search tickets').value).toBe('parcels w');
  });

  it('does not show a late answer to another question', async () => {
    const stage = await open('?q=one');
    const late = stage.backend.expectOne(SearchTicketsDocument);
    await stage.type('Search tickets', 'two');
    await settled(stage);
    const [, second] = [late, stage.backend.match(({ variables }) => variables['text'] === 'two')[0]];
    second?.flushData({ searchTickets: pageOf([hit('2')]) });
    await stage.settle();
    late.flushData({ searchTickets: pageOf([hit('1')]) });
    await stage.settle();
    expect(stage.text).toContain('REF-2');
    expect(stage.text).not.toContain('REF-1');
  });

  it('brings more, each ticket once', async () => {
    const stage = await open('?q=parcel');
    await answer(stage, [hit('1'), hit('2')], true);
    expect(stage.text).toContain('2 or more tickets found.');
    await stage.press('Load more');
    expect(await answer(stage, [hit('2'), hit('3')])).toMatchObject({ after: 'last' });
    expect(stage.page.querySelectorAll('article')).toHaveLength(3);
    expect(stage.text).not.toContain('Load more');
  });

  it('says what went wrong, keeps what is typed, and tries again', async () => {
    const stage = await open('?q=parcel');
    stage.backend.expectOne(SearchTicketsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(stage.field('Search tickets').value).toBe('parcel');
    await stage.press('Try again');
    await answer(stage, [lost]);
    expect(stage.text).toContain('REF-1');
  });

  it('looks for staff by topic too, and in all tickets again', async () => {
    const stage = await open('?q=parcel&topic=t1&status=NONE', asha);
    stage.backend.expectOne(TopicsDocument).flushData({ topics: [{ __typename: 'Topic', id: 't1', name: 'Payments', archived: false }] });
    await stage.settle();
    expect(await answer(stage, [])).toMatchObject({ filter: { topicId: 't1' } });
    await stage.press('Look in all tickets');
    await stage.settle();
    expect(stage.url).toBe('/search?q=parcel&status=NONE'.replace('&status=NONE', ''));
    expect(await answer(stage, [lost])).toMatchObject({ filter: {} });
    expect(stage.text).toContain('Ann');
  });
});
