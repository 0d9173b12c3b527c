import { CannedRepliesDocument, CreateCannedReplyDocument, DeleteCannedReplyDocument, UpdateCannedReplyDocument } from '#graphql/canned-replies';
import { asha, gita } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { CannedRepliesPage } from './canned-replies-page';

const reply = (id: string, title: string, shared = false) => ({
  __typename: 'CannedReply' as const, id, title, shortcut: title.toLowerCase(), body: `Text of ${title}`, shared,
});

async function open(viewer: typeof gita | typeof asha = gita, replies = [reply('1', 'Refund'), reply('2', 'Hello', true)]): Promise<Stage> {
  const stage = await Stage.set({ url: '/canned-replies', path: 'canned-replies', component: CannedRepliesPage, viewer });
  stage.backend.expectOne(CannedRepliesDocument).flushData({ cannedReplies: replies });
  await stage.settle();
  return stage;
}

const titles = (stage: Stage): string[] => [...stage.page.querySelectorAll('h2, h3')].map((one) => one.textContent?.trim() ?? '');
const menus = (stage: Stage): string[] => [...stage.page.querySelectorAll('.opener')].map((one) => one.getAttribute('aria-label') ?? '');

async function fill(stage: Stage, title: string, shortcut: string, body: string): Promise<void> {
  await stage.type('Title', title);
  await stage.type('Shortcut', shortcut);
  await stage.type('Text', body);
}

describe('CannedRepliesPage', () => {
  // jsdom has no popovers.
  beforeAll(() => Object.assign(HTMLElement.prototype, { hidePopover: () => undefined }));

  it('lists one’s own and those for all staff, which only admins change', async () => {
    const stage = await open();
    expect(titles(stage)).toEqual(['Yours', 'Refund /refund', 'For all staff', 'Hello /hello']);
    expect(menus(stage)).toEqual(['What to do with Refund']);
  });

  it('lets admins change those for all staff', async () => {
    expect(menus(await open(asha))).toEqual(['What to do with Refund', 'What to do with Hello']);
  });

  it('says when there are none, and when they could not be loaded', async () => {
    expect((await open(gita, [])).text).toContain('There are no canned replies yet');
  });

  it('offers to try again when they could not be loaded', async () => {
    const stage = await Stage.set({ url: '/canned-replies', path: 'canned-replies', component: CannedRepliesPage, viewer: gita });
    stage.backend.expectOne(CannedRepliesDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await stage.press('Try again');
    stage.backend.expectOne(CannedRepliesDocument).flushData({ cannedReplies: [reply('1', 'Refund')] });
    await stage.settle();
    expect(titles(stage)).toEqual(['Yours', 'Refund /refund']);
  });

  it('adds one, under the same id when the first try was lost, and keeps the words until then', async () => {
    const stage = await open();
    await stage.press('New canned reply');
    await stage.press('Save');
    expect(['Title', 'Shortcut', 'Text'].map((label) => stage.below(label))).toEqual(['Enter a title.', 'Enter a shortcut.', 'Write the text.']);
    await fill(stage, ' Bye ', 'bye', 'So long, {{customer.name}}');
    await stage.press('Save');
    const lost = stage.backend.expectOne(CreateCannedReplyDocument);
    lost.networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(stage.field('Text').value).toBe('So long, {{customer.name}}');
    await stage.press('Save');
    const request = stage.backend.expectOne(CreateCannedReplyDocument);
    expect(request.operation.variables).toEqual(lost.operation.variables);
    expect(request.operation.variables['input']).toMatchObject({ title: 'Bye', shortcut: 'bye', body: 'So long, {{customer.name}}', shared: false });
    request.flushData({ createCannedReply: { __typename: 'CreateCannedReplyPayload', cannedReply: reply('9', 'Bye') } });
    await stage.settle();
    expect(titles(stage)).toEqual(['Yours', 'Bye /bye', 'Refund /refund', 'For all staff', 'Hello /hello']);
    expect(localStorage).toHaveLength(0);
    expect(document.activeElement?.textContent).toContain('New canned reply');
  });

  it.each([
    ['Shortcut', 'Big Refund', 'Use small letters, digits and hyphens.'],
    ['Text', 'Dear {{customer.email}}', 'Something in double braces is none of the words below.'],
  ])('says below %s what is wrong with %j', async (label, value, words) => {
    const stage = await open();
    await stage.press('New canned reply');
    await stage.type(label, value);
    expect(stage.below(label)).toBe(words);
  });

  it('puts a variable in where the caret is', async () => {
    const stage = await open();
    await stage.press('New canned reply');
    await stage.type('Text', 'Dear ,');
    (stage.field('Text') as unknown as HTMLTextAreaElement).setSelectionRange(5, 5);
    await stage.press('{{customer.name}}');
    expect(stage.field('Text').value).toBe('Dear {{customer.name}},');
  });

  it('offers admins alone to make one for all staff', async () => {
    const stage = await open(asha);
    await stage.press('New canned reply');
    stage.page.querySelector<HTMLInputElement>('[role=switch]')?.click();
    await fill(stage, 'Bye', 'bye', 'So long');
    await stage.press('Save');
    expect(stage.backend.expectOne(CreateCannedReplyDocument).operation.variables['input']).toMatchObject({ shared: true });
  });

  it('changes one, and says at the field when the shortcut is taken', async () => {
    const stage = await open();
    expect(stage.page.querySelector('[role=switch]')).toBeNull();
    await stage.press('Change');
    expect(stage.field('Text').value).toBe('Text of Refund');
    await stage.type('Shortcut', 'hello');
    await stage.press('Save');
    const request = stage.backend.expectOne(UpdateCannedReplyDocument);
    expect(request.operation.variables).toEqual({ input: { cannedReplyId: '1', title: 'Refund', shortcut: 'hello', body: 'Text of Refund' } });
    const issues = [{ path: 'input.shortcut', message: 'Taken.' }];
    request.graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('Shortcut')).toBe('Taken.');
    expect(stage.field('Shortcut').value).toBe('hello');
  });

  it('deletes one after asking', async () => {
    const stage = await open();
    await stage.press('Delete');
    await stage.settle();
    await stage.overlay().press('Not now');
    stage.backend.expectNone(DeleteCannedReplyDocument);
    await stage.press('Delete');
    await stage.settle();
    await stage.overlay().press('Delete');
    const request = stage.backend.expectOne(DeleteCannedReplyDocument);
    expect(request.operation.variables).toEqual({ input: { cannedReplyId: '1' } });
    request.flushData({ deleteCannedReply: { __typename: 'DeleteCannedReplyPayload', cannedReplyId: '1' } });
    await stage.settle();
    expect(titles(stage)).toEqual(['For all staff', 'Hello /hello']);
  });
});
