import { SetTicketTagsDocument, TagsDocument } from '#graphql/tags';
import { TicketDocument } from '#graphql/tickets';
import { ann, gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketViewPage } from '../ticket-view/ticket-view-page';

async function open(viewer: typeof ann | typeof gita, tags: string[] | null): Promise<Stage> {
  const shown = ticket('1', { status: 'OPEN', assignee: gita, tags });
  const stage = await Stage.set({ url: '/tickets/REF-1', path: 'tickets/:reference', component: TicketViewPage, viewer });
  stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...shown, events: pageOf([]) } });
  await stage.settle();
  return stage;
}

const chips = (stage: Stage): string[] => [...stage.page.querySelectorAll('ccr-tag-editor li')].map((one) => one.textContent?.trim() ?? '');
const alert = (stage: Stage): string => stage.page.querySelector('ccr-tag-editor [role=alert]')?.textContent ?? '';

/** Types into the box and ends with the key. */
async function enter(stage: Stage, typed: string, key = 'Enter'): Promise<void> {
  await stage.type('Add a tag', typed);
  stage.field('Add a tag').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  await stage.settle();
}

/** The save that runs. */
async function save(stage: Stage, tags?: string[]): Promise<unknown> {
  const request = stage.backend.expectOne(SetTicketTagsDocument);
  const { input } = request.operation.variables as { input: { tags: string[] } };
  request.flushData({ setTicketTags: { __typename: 'SetTicketTagsPayload', ticket: { __typename: 'Ticket', id: '1', tags: tags ?? input.tags } } });
  await stage.settle();
  return input;
}

describe('the tags of a ticket', () => {
  it('are none of the customer’s business', async () => {
    expect((await open(ann, null)).page.querySelector('ccr-tag-editor')).toBeNull();
  });

  it('are added with Enter or a comma, and show before the server has them', async () => {
    const stage = await open(gita, ['vip']);
    await enter(stage, ' Late  Delivery ');
    expect(chips(stage)).toEqual(['late delivery', 'vip']);
    expect(stage.field('Add a tag').value).toBe('');
    expect(stage.text).toContain('Added late delivery.');
    expect(await save(stage)).toEqual({ ticketId: '1', tags: ['late delivery', 'vip'] });
    await stage.type('Add a tag', 'one,two,');
    expect(chips(stage)).toEqual(['late delivery', 'one', 'two', 'vip']);
    await save(stage);
    expect(chips(stage)).toEqual(['late delivery', 'one', 'two', 'vip']);
  });

  it('are removed by their buttons, named after them, or by Backspace in the empty box', async () => {
    const stage = await open(gita, ['late', 'vip']);
    stage.page.querySelector<HTMLButtonElement>('[aria-label="Remove tag late"]')?.click();
    await stage.settle();
    expect(chips(stage)).toEqual(['vip']);
    expect(document.activeElement).toBe(stage.field('Add a tag'));
    await save(stage);
    await enter(stage, '', 'Backspace');
    expect(chips(stage)).toEqual([]);
    expect(await save(stage)).toEqual({ ticketId: '1', tags: [] });
  });

  it('that change while a save runs go out after it, and nothing is lost on the way', async () => {
    const stage = await open(gita, []);
    await enter(stage, 'one');
    await enter(stage, 'two');
    expect(await save(stage)).toEqual({ ticketId: '1', tags: ['one'] });
    expect(chips(stage)).toEqual(['one', 'two']);
    expect(await save(stage)).toEqual({ ticketId: '1', tags: ['one', 'two'] });
    expect(chips(stage)).toEqual(['one', 'two']);
    stage.backend.expectNone(SetTicketTagsDocument);
  });

  it('are as they were when it fails, and what was typed is there again', async () => {
    const stage = await open(gita, ['vip']);
    await enter(stage, 'late');
    stage.backend.expectOne(SetTicketTagsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(chips(stage)).toEqual(['vip']);
    expect(stage.field('Add a tag').value).toBe('late');
    expect(alert(stage)).toContain('The tags are as they were.');
  });

  it('that can’t be are refused on the spot', async () => {
    const stage = await open(gita, []);
    await enter(stage, '!?');
    expect(alert(stage)).toContain('A tag needs a letter or a digit');
    expect(stage.field('Add a tag').value).toBe('!?');
    stage.backend.expectNone(SetTicketTagsDocument);
  });

  it('are suggested as one types, but for those that the ticket has', async () => {
    const stage = await open(gita, ['vip']);
    await stage.type('Add a tag', 'v');
    await new Promise((resolve) => void setTimeout(resolve, 250));
    const request = stage.backend.expectOne(TagsDocument);
    expect(request.operation.variables).toEqual({ search: 'v' });
    request.flushData({ tags: ['vat', 'vip'] });
    await stage.settle();
    expect([...stage.page.querySelectorAll<HTMLOptionElement>('datalist option')].map(({ value }) => value)).toEqual(['vat']);
  });
});
