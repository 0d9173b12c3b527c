import { AnswerFeedbackDocument, FeedbackDocument, MarkFeedbackDoneDocument } from '#graphql/feedback';
import { ann, asha, gita, pageOf } from '../../../../test/data';
import { said } from '../../../../test/feedback';
import { Stage } from '../../../../test/stage';
import { FeedbackListPage } from './feedback-list-page';

async function open(items: object[], url = '/feedback'): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'feedback', component: FeedbackListPage, viewer: asha });
  const request = stage.backend.expectOne(FeedbackDocument);
  expect(request.operation.variables['filter']).toEqual({ done: url.includes('tab=done') });
  request.flushData({ feedback: pageOf(items) });
  await stage.settle();
  return stage;
}

async function marked(stage: Stage, feedback: ReturnType<typeof said>): Promise<object> {
  const request = stage.backend.expectOne(MarkFeedbackDoneDocument);
  request.flushData({ markFeedbackDone: { __typename: 'MarkFeedbackDonePayload', feedback } });
  await stage.settle();
  return request.operation.variables;
}

const words = (stage: Stage): (string | null)[] => [...stage.page.querySelectorAll('ccr-feedback-card > article > .text')].map((one) => one.textContent);

describe('FeedbackListPage', () => {
  it('shows who said what, and says what will be there', async () => {
    const stage = await open([said('2', gita, 'Denser lists'), said('1', ann, 'More colours')]);
    expect(words(stage)).toEqual(['Denser lists', 'More colours']);
    expect(stage.text).toMatch(/Gita\s?Agent/);
    expect(stage.text).toMatch(/Ann\s?Customer/);
  });

  it.each([
    ['/feedback', 'Nothing is open'],
    ['/feedback?tab=done', 'Nothing is done yet'],
  ])('%s, when it is empty: %s', async (url, title) => {
    expect((await open([], url)).text).toContain(title);
  });

  it('answers, with the words kept until they are sent', async () => {
    const stage = await open([said('1', ann, 'More colours')]);
    await stage.press('Answer');
    await stage.press('Send answer');
    expect(stage.below('Your answer')).toBe('Write an answer.');
    await stage.type('Your answer', ' Soon ');
    expect(Object.values(localStorage)).toEqual([JSON.stringify({ answer: ' Soon ' })]);
    await stage.press('Send answer');
    const request = stage.backend.expectOne(AnswerFeedbackDocument);
    expect(request.operation.variables).toEqual({ input: { feedbackId: '1', answer: 'Soon' } });
    request.flushData({ answerFeedback: { __typename: 'AnswerFeedbackPayload', feedback: said('1', ann, 'More colours', { answer: 'Soon' }) } });
    await stage.settle();
    expect(stage.text).toMatch(/Asha\s?answered/);
    expect(() => stage.button('Answer')).toThrow();
    expect(localStorage).toHaveLength(0);
  });

  it('says that someone else has answered, and keeps the words', async () => {
    const stage = await open([said('1', ann, 'More colours')]);
    await stage.press('Answer');
    await stage.type('Your answer', 'Soon');
    await stage.press('Send answer');
    const reason = 'This feedback has an answer already. Look at it again.';
    stage.backend.expectOne(AnswerFeedbackDocument).graphqlErrors([{ message: reason, extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain(reason);
    expect(stage.field('Your answer').value).toBe('Soon');
  });

  it('puts aside what is done, and takes it back', async () => {
    const stage = await open([said('2', gita, 'Denser lists'), said('1', ann, 'More colours')]);
    await stage.press('Done: Gita');
    expect(await marked(stage, said('2', gita, 'Denser lists', { done: true }))).toEqual({ input: { feedbackId: '2', done: true } });
    expect(words(stage)).toEqual(['More colours']);
    expect(document.activeElement?.tagName).toBe('UL');
    await stage.overlay().press('Undo');
    expect(await marked(stage, said('2', gita, 'Denser lists'))).toEqual({ input: { feedbackId: '2', done: false } });
    expect(words(stage)).toEqual(['Denser lists', 'More colours']);
  });

  it('says why something could not be put aside', async () => {
    const stage = await open([said('1', ann, 'More colours')]);
    await stage.press('Done');
    stage.backend.expectOne(MarkFeedbackDoneDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(words(stage)).toEqual(['More colours']);
  });
});
