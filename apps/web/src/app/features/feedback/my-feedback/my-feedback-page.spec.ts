import { TestBed } from '@angular/core/testing';
import { MyFeedbackDocument, SendFeedbackDocument } from '#graphql/feedback';
import { ann, gita, pageOf } from '../../../../test/data';
import { said } from '../../../../test/feedback';
import { Stage } from '../../../../test/stage';
import { MyFeedbackPage } from './my-feedback-page';

const open = (viewer: typeof ann | typeof gita = ann): Promise<Stage> =>
  Stage.set({ url: '/feedback', path: 'feedback', component: MyFeedbackPage, viewer });

async function openWith(...sent: object[]): Promise<Stage> {
  const stage = await open();
  stage.backend.expectOne(MyFeedbackDocument).flushData({ myFeedback: pageOf(sent) });
  await stage.settle();
  return stage;
}

async function send(stage: Stage, words: string): Promise<void> {
  await stage.type('Your feedback', words);
  await stage.press('Send feedback');
}

const failed = (stage: Stage): string => {
  const request = stage.backend.expectOne(SendFeedbackDocument);
  request.networkError(new TypeError('Failed to fetch'));
  return (request.operation.variables['input'] as { clientMutationId: string }).clientMutationId;
};

describe('MyFeedbackPage', () => {
  it('says what will be there', async () => {
    const stage = await openWith();
    expect(stage.text).toContain('You have sent nothing yet');
  });

  it('shows what was sent with its answer, and what waits for one', async () => {
    const stage = await openWith(said('2', ann, 'More colours'), said('1', ann, 'A darker theme', { answer: 'It follows your device.' }));
    const cards = [...stage.page.querySelectorAll('ccr-feedback-card')].map((one) => one.textContent?.replace(/\s+/g, ' ') ?? '');
    expect(cards[0]).toContain('Nobody has answered yet.');
    expect(cards[1]).toMatch(/^You.*A darker theme.*Asha\s?answered.*It follows your device\./);
  });

  it('wants words', async () => {
    const stage = await openWith();
    await stage.press('Send feedback');
    expect(stage.below('Your feedback')).toBe('Write what you think.');
  });

  it('sends it, thanks, and puts it first in the list', async () => {
    const stage = await openWith(said('1', ann, 'Earlier'));
    await send(stage, ' I like it ');
    const request = stage.backend.expectOne(SendFeedbackDocument);
    expect(request.operation.variables['input']).toEqual({ body: 'I like it', clientMutationId: expect.any(String) });
    request.flushData({ sendFeedback: { __typename: 'SendFeedbackPayload', feedback: said('2', ann, 'I like it') } });
    await stage.settle();
    expect(stage.text).toContain('Sent. Thank you for telling us.');
    expect(stage.field('Your feedback').value).toBe('');
    const words = [...stage.page.querySelectorAll('ccr-feedback-card .text')].map((one) => one.textContent);
    expect(words).toEqual(['I like it', 'Earlier']);
    expect(localStorage).toHaveLength(0);
  });

  it('keeps what is typed through a failure and a reload, and tries again under the same id', async () => {
    const stage = await openWith();
    await send(stage, 'I like it');
    const first = failed(stage);
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server. What you wrote is kept.');
    TestBed.resetTestingModule();
    const again = await open();
    expect(again.field('Your feedback').value).toBe('I like it');
    await again.press('Send feedback');
    expect(failed(again)).toBe(first);
    await again.settle();
    await send(again, 'I like it a lot');
    expect(failed(again)).not.toBe(first);
  });

  it('offers another try when what was sent can’t be read', async () => {
    const stage = await open();
    stage.backend.expectOne(MyFeedbackDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await stage.press('Try again');
    stage.backend.expectOne(MyFeedbackDocument).flushData({ myFeedback: pageOf([said('1', ann, 'Earlier')]) });
    await stage.settle();
    expect(stage.text).toContain('Earlier');
  });

  it('leads customers to tickets for help with an order, and agents not', async () => {
    expect((await open()).text).toContain('raise a ticket');
    TestBed.resetTestingModule();
    expect((await open(gita)).text).not.toContain('raise a ticket');
  });
});
