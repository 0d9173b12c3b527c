import { TestBed } from '@angular/core/testing';
import { OverviewDocument } from '#graphql/overview';
import { ann, asha, gita, person, ticket } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { LiveSocket } from '../../data';
import { TicketFeed } from '../tickets';
import { OverviewPage } from './overview-page';

const payments = { __typename: 'Topic' as const, id: 't1', name: 'Payments' };
const hari = person('Hari', 'AGENT');

const hours = (last: { arrivals: number; solved: number }) =>
  Array.from({ length: 24 }, (_, index) => ({
    __typename: 'DeskHour' as const,
    start: new Date(Date.parse('2026-03-01T10:00:00.000Z') + index * 3_600_000).toISOString(),
    ...(index === 23 ? last : { arrivals: 0, solved: 0 }),
  }));

const work = (agent: typeof gita, active: number, waiting: number) => ({
  ...{ __typename: 'AgentWork' as const, agent, active, waiting, resolvedToday: 2 },
  ...{ medianFirstReplySeconds: 725, medianResolutionSeconds: null },
});

const quiet = {
  __typename: 'DeskFigures' as const,
  ...{ new: 0, unassigned: 0, waitingForShop: 0, waitingForCustomer: 0, medianFirstReplySeconds: null, solvedToday: 0, averageRating: null },
  ...{ hours: hours({ arrivals: 0, solved: 0 }), waitingByTopic: [], oldestUnanswered: [] },
};
const busy = {
  ...quiet,
  ...{ new: 3, unassigned: 4, waitingForShop: 5, waitingForCustomer: 6, medianFirstReplySeconds: 12_000, solvedToday: 7, averageRating: 4.25 },
  hours: hours({ arrivals: 9, solved: 8 }),
  waitingByTopic: [
    { __typename: 'TopicWaiting', topic: payments, waiting: 4 },
    { __typename: 'TopicWaiting', topic: null, waiting: 1 },
  ],
  oldestUnanswered: [ticket('1', { waitingSince: '2026-03-01T10:00:00.000Z' }), ticket('2', { assignee: gita, waitingSince: '2026-03-01T11:00:00.000Z' })],
};

const open = (): Promise<Stage> => Stage.set({ url: '/overview', path: 'overview', component: OverviewPage, viewer: asha });

async function answer(stage: Stage, deskFigures: object, ...nodes: object[]): Promise<void> {
  const pageInfo = { __typename: 'PageInfo', hasNextPage: false };
  stage.backend.expectOne(OverviewDocument).flushData({ deskFigures, agentWork: { __typename: 'AgentWorkConnection', nodes, pageInfo } });
  await stage.settle();
}

const all = (stage: Stage, selector: string): string[] =>
  [...stage.page.querySelectorAll(selector)].map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim());
const links = (stage: Stage, selector: string): (string | null)[] =>
  [...stage.page.querySelectorAll(selector)].map((one) => one.getAttribute('href'));

describe('OverviewPage', () => {
  it('keeps the room of what is being loaded', async () => {
    const stage = await open();
    expect(stage.page.querySelectorAll('ccr-skeleton')).toHaveLength(2);
    await answer(stage, busy, work(gita, 1, 0));
    expect(stage.page.querySelector('ccr-skeleton')).toBeNull();
  });

  it('shows the figures of the day, each with the list behind it', async () => {
    const stage = await open();
    await answer(stage, busy, work(gita, 1, 0));
    expect(all(stage, '.figure')).toEqual([
      'New3not given to anybody',
      'Unassigned4active, with nobody to answer',
      'Waiting for us56 wait for the customer',
      'First reply3 h 20 minmedian of 7 days',
      'Resolved7today',
      'Rating4.3of 5, in 30 days',
    ]);
    expect(links(stage, '.figure').slice(0, 5)).toEqual([
      '/tickets?tab=all&status=NEW',
      '/tickets?tab=unassigned',
      '/tickets?tab=waiting',
      '/tickets?tab=waiting&sort=due',
      '/tickets?tab=closed',
    ]);
  });

  it('draws what came and went, and tells it as a table', async () => {
    const stage = await open();
    await answer(stage, busy, work(gita, 1, 0));
    const chart = stage.page.querySelector('ccr-hour-chart svg');
    expect(chart?.getAttribute('aria-label')).toBe('In the last 24 hours 9 raised and 8 resolved.');
    const heights = [...(chart?.querySelectorAll('rect') ?? [])].map((bar) => Number(bar.getAttribute('height')));
    expect(heights.filter((height) => height > 0)).toEqual([144, 128]); // 9 and 8 of 10
    await stage.press('Table: Last 24 hours');
    expect(stage.page.querySelector('ccr-hour-chart svg')).toBeNull();
    expect(stage.page.querySelectorAll('ccr-hour-chart tbody tr')).toHaveLength(24);
    expect(all(stage, 'ccr-hour-chart tbody tr:last-child td')).toEqual(['9', '8']);
    expect(stage.button('Table: Last 24 hours').getAttribute('aria-pressed')).toBe('true');
  });

  it('shows where customers wait, with the way there, and tells it as a table', async () => {
    const stage = await open();
    await answer(stage, busy, work(gita, 1, 0));
    expect(all(stage, 'ccr-topic-chart li')).toEqual(['Payments4 waiting', 'No topic1 waiting']);
    expect([...stage.page.querySelectorAll('ccr-topic-chart rect')].map((bar) => bar.getAttribute('width'))).toEqual(['100', '25']);
    expect(links(stage, 'ccr-topic-chart a')).toEqual(['/tickets?tab=waiting&topic=t1']);
    await stage.press('Table: Waiting by topic');
    expect(all(stage, 'ccr-topic-chart tbody tr')).toEqual(['Payments4', 'No topic1']);
  });

  it('shows who has waited longest, and the agents by load', async () => {
    const stage = await open();
    await answer(stage, busy, work(gita, 1, 0), work(hari, 3, 2));
    expect(links(stage, '.oldest a')).toEqual(['/tickets/REF-1', '/tickets/REF-2']);
    expect(all(stage, '.oldest .facts')).toEqual([expect.stringMatching(/^AnnNobody has it/), expect.stringMatching(/^AnnGita has it/)]);
    expect(all(stage, 'ccr-agent-load tbody a')).toEqual(['Hari', 'Gita']);
    expect(links(stage, 'ccr-agent-load tbody a')[0]).toBe(`/tickets?tab=active&assignee=${hari.id}`);
    expect(all(stage, 'ccr-agent-load tbody tr:first-child td')).toEqual(['3', '2', '2', '12 min', '–']);
  });

  it('says what will be there in a shop that is new', async () => {
    const stage = await open();
    await answer(stage, quiet, { ...work(gita, 0, 0), medianFirstReplySeconds: null });
    expect(stage.text).toContain('No tickets yet');
    expect(links(stage, 'ccr-empty-state a')).toEqual(['/people']);
    expect(stage.page.querySelector('.figure')).toBeNull();
  });

  it('says that nobody waits', async () => {
    const stage = await open();
    await answer(stage, { ...quiet, solvedToday: 1 }, work(gita, 0, 0));
    expect(stage.text).toContain('Nobody waits for an answer');
    expect(stage.text).toContain('–'); // no first reply, no rating
  });

  it('says what is wrong, and tries again', async () => {
    const stage = await open();
    stage.backend.expectOne(OverviewDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    await stage.press('Try again');
    await answer(stage, busy, work(gita, 1, 0));
    expect(all(stage, '.value')[0]).toBe('3');
  });

  it('follows changes, however many there are, and what happened during a cut', async () => {
    const stage = await open();
    await answer(stage, busy, work(gita, 1, 0));
    const { changed } = TestBed.inject(TicketFeed);
    for (const id of ['1', '2', '3']) changed.next({ ...ticket(id), customer: ann } as never);
    await stage.settle();
    await answer(stage, { ...busy, new: 12 }, work(gita, 1, 0)); // one question, not three
    expect(all(stage, '.value')[0]).toBe('12');
    TestBed.inject(LiveSocket).reconnected.next();
    await stage.settle();
    stage.backend.expectNone(OverviewDocument); // not yet
  });

  it('keeps what it shows when a later answer does not come', async () => {
    const stage = await open();
    await answer(stage, busy, work(gita, 1, 0));
    TestBed.inject(LiveSocket).reconnected.next();
    await stage.settle();
    stage.backend.expectOne(OverviewDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(all(stage, '.value')[0]).toBe('3');
    expect(stage.page.querySelector('[role=alert]')).toBeNull();
  });
});
