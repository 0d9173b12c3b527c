import { RateTicketDocument } from '#graphql/rating';
import { TicketDocument } from '#graphql/tickets';
import { ann, gita, pageOf, rating, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketViewPage } from '../ticket-view/ticket-view-page';

type Shown = ReturnType<typeof ticket>;

async function open(viewer: typeof ann | typeof gita, shown: Shown): Promise<Stage> {
  const url = `/tickets/${shown.reference}`;
  const stage = await Stage.set({ url, path: 'tickets/:reference', component: TicketViewPage, viewer });
  stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...shown, events: pageOf([]) } });
  await stage.settle();
  return stage;
}

const solved = (change: object = {}): Shown => ticket('1', { status: 'RESOLVED', assignee: gita, can: { rate: true }, ...change });

async function choose(stage: Stage, score: number): Promise<void> {
  stage.page.querySelectorAll<HTMLInputElement>('input[type=radio]')[score - 1]?.click();
  await stage.settle();
}

async function answer(stage: Stage, shown: Shown): Promise<object> {
  const request = stage.backend.expectOne(RateTicketDocument);
  request.flushData({ rateTicket: { __typename: 'RateTicketPayload', ticket: shown } });
  await stage.settle();
  return request.operation.variables;
}

const card = (stage: Stage): string => (stage.page.querySelector('ccr-rating-card')?.textContent ?? '').replace(/\s+/g, ' ');
const names = (stage: Stage): string[] =>
  [...stage.page.querySelectorAll('ccr-rating-card label:has(input[type=radio])')].map((one) => one.textContent?.trim() ?? '');

describe('the rating of a ticket', () => {
  it('is not asked for before it is solved', async () => {
    const stage = await open(ann, ticket('1', { status: 'OPEN', assignee: gita }));
    expect(stage.page.querySelector('ccr-rating-card')).toBeNull();
  });

  it('is asked for in words, and a comment once there is a score', async () => {
    const stage = await open(ann, solved());
    expect(card(stage)).toContain('How was the help?');
    expect(names(stage)).toEqual(['1 of 5: Very bad', '2 of 5: Bad', '3 of 5: All right', '4 of 5: Good', '5 of 5: Very good']);
    expect(() => stage.button('Save rating')).toThrow();
    await choose(stage, 4);
    await stage.type('Your comment (optional)', ' Quick ');
    await stage.press('Save rating');
    const given = solved({ rating: rating(4, 'Quick') });
    expect(await answer(stage, given)).toEqual({ input: { ticketId: '1', score: 4, comment: 'Quick' } });
    expect(card(stage)).toContain('4 of 5: Good');
    expect(card(stage)).toContain('Saved. Thank you.');
    expect(card(stage)).toMatch(/You can change it until (8 Mar|Mar 8,) 2026/);
    expect(document.activeElement?.id).toBe('rating-heading');
    expect(localStorage).toHaveLength(0);
  });

  it('changes, beginning with what was given', async () => {
    const stage = await open(ann, solved({ rating: rating(2, 'Slow') }));
    await stage.press('Change');
    expect(stage.field('Your comment (optional)').value).toBe('Slow');
    expect(stage.page.querySelector<HTMLInputElement>('input[type=radio]:checked')?.closest('label')?.textContent).toContain('2 of 5');
    await choose(stage, 5);
    await stage.type('Your comment (optional)', '');
    await stage.press('Save rating');
    expect(await answer(stage, solved({ rating: rating(5) }))).toEqual({ input: { ticketId: '1', score: 5, comment: null } });
    expect(card(stage)).toContain('5 of 5: Very good');
    expect(card(stage)).not.toContain('Slow');
  });

  it('stays when it can no longer be changed', async () => {
    const stage = await open(ann, solved({ rating: rating(2, 'Slow'), can: {} }));
    expect(card(stage)).toContain('2 of 5: Bad');
    expect(card(stage)).toContain('Slow');
    expect(() => stage.button('Change')).toThrow();
  });

  it('says why it could not be saved, and keeps it through that and a reload', async () => {
    const stage = await open(ann, solved());
    await choose(stage, 3);
    await stage.type('Your comment (optional)', 'It was');
    await stage.press('Save rating');
    const reason = 'A rating can be changed for 7 days. This one stays as it is.';
    stage.backend.expectOne(RateTicketDocument).graphqlErrors([{ message: reason, extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    expect(stage.page.querySelector('ccr-rating-card [role=alert]')?.textContent).toContain(reason);
    expect(stage.field('Your comment (optional)').value).toBe('It was');
    const kept = Object.entries(localStorage).find(([key]) => key.includes('rating:1'));
    expect(JSON.parse(String(kept?.[1]))).toEqual({ score: 3, comment: 'It was' });
  });

  it('is kept with what was typed through a reload', async () => {
    localStorage.setItem(`ccr:draft:${ann.id}:rating:1`, JSON.stringify({ score: 3, comment: 'It was' }));
    const stage = await open(ann, solved({ rating: rating(1) }));
    expect(stage.field('Your comment (optional)').value).toBe('It was');
    await stage.press('Not now');
    expect(card(stage)).toContain('1 of 5: Very bad');
    expect(localStorage).toHaveLength(0);
  });

  it('is shown to the staff among the facts, and not to be given', async () => {
    const stage = await open(gita, solved({ rating: rating(4, 'Quick'), can: {} }));
    const facts = stage.page.querySelector('ccr-ticket-facts')?.textContent?.replace(/\s+/g, ' ');
    expect(facts).toContain('4 of 5: Good');
    expect(facts).toContain('Quick');
    expect(stage.page.querySelector('ccr-rating-card')).toBeNull();
  });

  it('is a line in the conversation', async () => {
    const stage = await Stage.set({ url: '/tickets/REF-1', path: 'tickets/:reference', component: TicketViewPage, viewer: gita });
    const event = { __typename: 'TicketRated', id: 'event-5', seq: 5, at: '2026-03-01T10:00:00.000Z', actor: ann, score: 4 };
    stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...solved(), events: pageOf([event]) } });
    await stage.settle();
    expect(stage.text).toContain('Ann rated the help: 4 of 5');
  });
});
