import { ArchiveTopicDocument, CreateTopicDocument, ManagedTopicsDocument, UnarchiveTopicDocument, UpdateTopicDocument } from '#graphql/topics';
import { asha } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TopicsPage } from './topics-page';

const topic = (id: string, name: string, archived = false, expertCount = 0, firstAnswer: string | null = null) => ({ __typename: 'Topic' as const, id, name, archived, expertCount, firstAnswer });

async function open(url = '/topics'): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'topics', component: TopicsPage, viewer: asha });
  const topics = [topic('2', 'Returns'), topic('1', 'Payments', false, 1), topic('3', 'Old things', true, 3)];
  stage.backend.expectOne(ManagedTopicsDocument).flushData({ topics });
  await stage.settle();
  return stage;
}

const rows = (stage: Stage): string[] =>
  [...stage.page.querySelectorAll('li .main')].map((one) => one.textContent?.replace(/\s+/g, ' ').trim() ?? '');

describe('TopicsPage', () => {
  // jsdom has no popovers.
  beforeAll(() => Object.assign(HTMLElement.prototype, { hidePopover: () => undefined }));

  it('lists what is offered with its experts, and what is archived under its tab', async () => {
    expect(rows(await open())).toEqual(['Payments 1 expert', 'Returns No experts yet']);
  });

  it('lists what is archived', async () => {
    const stage = await open('/topics?tab=archived');
    expect(rows(stage)).toEqual(['Old things 3 experts']);
    await stage.press('Offer again');
    const request = stage.backend.expectOne(UnarchiveTopicDocument);
    expect(request.operation.variables).toEqual({ input: { topicId: '3' } });
    request.flushData({ unarchiveTopic: { __typename: 'UnarchiveTopicPayload', topic: topic('3', 'Old things', false, 3) } });
    await stage.settle();
    expect(rows(stage)).toEqual([]);
    expect(stage.text).toContain('Nothing is archived');
  });

  it('adds one, at its place, under the same id when the first try was lost', async () => {
    const stage = await open();
    await stage.press('Add topic');
    expect(stage.below('New topic')).toBe('Enter a name.');
    await stage.type('New topic', ' Gift cards ');
    await stage.press('Add topic');
    const lost = stage.backend.expectOne(CreateTopicDocument);
    lost.networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.field('New topic').value).toBe(' Gift cards ');
    await stage.press('Add topic');
    const request = stage.backend.expectOne(CreateTopicDocument);
    expect(request.operation.variables).toEqual(lost.operation.variables);
    expect(request.operation.variables['input']).toMatchObject({ name: 'Gift cards' });
    request.flushData({ createTopic: { __typename: 'CreateTopicPayload', topic: topic('9', 'Gift cards') } });
    await stage.settle();
    expect(rows(stage)).toEqual(['Gift cards No experts yet', 'Payments 1 expert', 'Returns No experts yet']);
    expect(stage.field('New topic').value).toBe('');
  });

  it('renames one, and says at the field when the name is taken', async () => {
    const stage = await open();
    await stage.press('Rename');
    const label = 'New name of Payments';
    expect(stage.field(label).value).toBe('Payments');
    await stage.type(label, 'Returns');
    const save = async () => {
      [...stage.page.querySelectorAll<HTMLButtonElement>('li button[type=submit]')][0]?.click();
      await stage.settle();
      return stage.backend.expectOne(UpdateTopicDocument);
    };
    const issues = [{ path: 'input.name', message: 'There is a topic of this name already.' }];
    (await save()).graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below(label)).toBe('There is a topic of this name already.');
    await stage.type(label, 'Money');
    const request = await save();
    expect(request.operation.variables).toEqual({ input: { topicId: '1', name: 'Money' } });
    request.flushData({ updateTopic: { __typename: 'UpdateTopicPayload', topic: topic('1', 'Money', false, 1) } });
    await stage.settle();
    expect(rows(stage)).toEqual(['Money 1 expert', 'Returns No experts yet']);
  });

  it('sets what is answered first, keeps the words until they are saved, and takes them away', async () => {
    const stage = await open();
    await stage.press('First answer');
    await stage.type('First answer for Payments', ' We look into it ');
    expect(Object.values(localStorage)).toEqual([JSON.stringify({ firstAnswer: ' We look into it ' })]);
    await stage.press('Save');
    stage.backend.expectOne(UpdateTopicDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('li [role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(stage.field('First answer for Payments').value).toBe(' We look into it ');
    await stage.press('Save');
    const request = stage.backend.expectOne(UpdateTopicDocument);
    expect(request.operation.variables).toEqual({ input: { topicId: '1', firstAnswer: 'We look into it' } });
    request.flushData({ updateTopic: { __typename: 'UpdateTopicPayload', topic: topic('1', 'Payments', false, 1, 'We look into it') } });
    await stage.settle();
    expect(rows(stage)[0]).toBe('Payments 1 expert Answered at once: We look into it');
    expect(localStorage).toHaveLength(0);
    await stage.press('First answer');
    await stage.type('First answer for Payments', '');
    await stage.press('Save');
    expect(stage.backend.expectOne(UpdateTopicDocument).operation.variables).toEqual({ input: { topicId: '1', firstAnswer: null } });
  });

  it('archives one, and can undo it', async () => {
    const stage = await open();
    await stage.press('Archive');
    const request = stage.backend.expectOne(ArchiveTopicDocument);
    expect(request.operation.variables).toEqual({ input: { topicId: '1' } });
    request.flushData({ archiveTopic: { __typename: 'ArchiveTopicPayload', topic: topic('1', 'Payments', true, 1) } });
    await stage.settle();
    expect(rows(stage)).toEqual(['Returns No experts yet']);
    expect(stage.overlay().text).toContain('“Payments” is no longer offered.');
    await stage.overlay().press('Undo');
    expect(stage.backend.expectOne(UnarchiveTopicDocument).operation.variables).toEqual({ input: { topicId: '1' } });
  });

  it('says beside the topic what could not be done', async () => {
    const stage = await open();
    await stage.press('Archive');
    stage.backend.expectOne(ArchiveTopicDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('li [role=alert]')?.textContent).toContain('We could not reach the server.');
  });
});
