import { ResubscribeDocument, UnsubscribeDocument, UnsubscriptionDocument } from '#graphql/unsubscribe';
import { Stage } from '../../../../test/stage';
import { UnsubscribePage } from './unsubscribe-page';

const choice = { __typename: 'Unsubscription', kind: 'STATUS_CHANGED', mail: true, email: 'a…@example.test' };
const open = (): Promise<Stage> => Stage.set({ url: '/unsubscribe/t0ken', path: 'unsubscribe/:token', component: UnsubscribePage, viewer: null });
const found = async (unsubscription: object | null): Promise<Stage> => {
  const stage = await open();
  const question = stage.backend.expectOne(UnsubscriptionDocument);
  expect(question.operation.variables).toEqual({ token: 't0ken' });
  question.flushData({ unsubscription });
  await stage.settle();
  return stage;
};

describe('UnsubscribePage', () => {
  it('says of what and to where, and does nothing by itself', async () => {
    const stage = await found(choice);
    expect(stage.text).toContain('“Your ticket moves on” comes by mail to a…@example.test.');
    stage.backend.expectNone(UnsubscribeDocument);
  });

  it('unsubscribes when it is pressed, says so, and undoes it', async () => {
    const stage = await found(choice);
    await stage.press('No more mail of this kind');
    const request = stage.backend.expectOne(UnsubscribeDocument);
    expect(request.operation.variables).toEqual({ input: { token: 't0ken' } });
    request.flushData({ unsubscribe: { __typename: 'UnsubscribePayload', unsubscription: { ...choice, mail: false } } });
    await stage.settle();
    expect(stage.text).toContain('You get no more of this mail');
    expect(stage.page.querySelector('[role=status]')?.textContent).toContain('does not come by mail to a…@example.test any more');
    expect(document.activeElement?.textContent).toBe('You get no more of this mail');

    await stage.press('Undo');
    const undo = stage.backend.expectOne(ResubscribeDocument);
    expect(undo.operation.variables).toEqual({ input: { token: 't0ken' } });
    undo.flushData({ resubscribe: { __typename: 'UnsubscribePayload', unsubscription: choice } });
    await stage.settle();
    expect(stage.text).toContain('comes by mail to a…@example.test.');
  });

  it('tells when it did not work, and can be tried again', async () => {
    const stage = await found(choice);
    await stage.press('No more mail of this kind');
    stage.backend.expectOne(UnsubscribeDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')).not.toBeNull();
    await stage.press('No more mail of this kind');
    stage.backend.expectOne(UnsubscribeDocument);
  });

  it('knows what to do with a link that is not whole', async () => {
    const stage = await found(null);
    expect(stage.text).toContain('This link is not whole');
    expect(stage.page.querySelector('a')?.getAttribute('href')).toBe('/account/notifications');
  });

  it('asks again when the server could not be reached', async () => {
    const stage = await open();
    stage.backend.expectOne(UnsubscriptionDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await stage.press('Try again');
    stage.backend.expectOne(UnsubscriptionDocument).flushData({ unsubscription: choice });
    await stage.settle();
    expect(stage.text).toContain('comes by mail');
  });
});
