import { MailKindsDocument, MailPreviewDocument, SendTestMailDocument } from '#graphql/delivery-log';
import { asha } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TemplatesPage } from './templates-page';

const preview = (kind: string) => ({
  __typename: 'MailPreview' as const,
  kind,
  subject: `Subject of ${kind}`,
  preheader: `Preheader of ${kind}`,
  html: `<html><head><title>x</title></head><body>${kind}</body></html>`,
  text: `Text of ${kind}`,
});

async function open(url = '/deliveries/templates', first = 'welcome'): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'deliveries/templates', component: TemplatesPage, viewer: asha });
  stage.backend.expectOne(MailKindsDocument).flushData({ mailKinds: ['welcome', 'replyReceived', 'somethingNew'] });
  await stage.settle();
  await answer(stage, first);
  return stage;
}

async function answer(stage: Stage, kind: string): Promise<void> {
  const request = stage.backend.expectOne(MailPreviewDocument);
  expect(request.operation.variables).toEqual({ kind });
  request.flushData({ mailPreview: preview(kind) });
  await stage.settle();
}

async function answerTest(stage: Stage, problem: string | null): Promise<void> {
  const payload = { __typename: 'SendTestMailPayload', address: asha.email, problem };
  stage.backend.expectOne(SendTestMailDocument).flushData({ sendTestMail: payload });
  await stage.settle();
}

const frame = (stage: Stage): HTMLIFrameElement | null => stage.page.querySelector('iframe');

describe('TemplatesPage', () => {
  it('lists every kind of mail and shows the first', async () => {
    const stage = await open();
    expect([...stage.page.querySelectorAll('nav a')].map((one) => one.textContent)).toEqual(['Welcome', 'Reply', 'somethingNew']);
    expect(stage.page.querySelector('nav [aria-current]')?.textContent).toBe('Welcome');
    expect(stage.text).toMatch(/Subject ?Subject of welcome.*Preheader of welcome.*As text ?Text of welcome/);
  });

  it('shows the mail in a frame that may do nothing, and whose links lead nowhere', async () => {
    const stage = await open();
    expect(frame(stage)?.getAttribute('sandbox')).toBe('');
    expect(frame(stage)?.srcdoc).toBe('<html><head><base target="_blank"><title>x</title></head><body>welcome</body></html>');
  });

  it('shows the kind that the address says, and another one at a click', async () => {
    const stage = await open('/deliveries/templates?kind=replyReceived', 'replyReceived');
    expect(stage.page.querySelector('h2')?.textContent).toBe('Reply');
    stage.page.querySelector<HTMLAnchorElement>('nav a')?.click();
    await stage.settle();
    expect(stage.url).toBe('/deliveries/templates?kind=welcome');
    expect(frame(stage)).toBeNull(); // not the one before under another name
    await answer(stage, 'welcome');
    expect(frame(stage)?.srcdoc).toContain('welcome');
  });

  it('shows it as on a dark screen', async () => {
    const stage = await open();
    await stage.press('As on a dark screen');
    expect(frame(stage)?.className).toBe('dark');
    expect(stage.button('As on a dark screen').getAttribute('aria-pressed')).toBe('true');
  });

  it('says when a mail can’t be shown, and tries again', async () => {
    const stage = await Stage.set({ url: '/deliveries/templates', path: 'deliveries/templates', component: TemplatesPage, viewer: asha });
    stage.backend.expectOne(MailKindsDocument).flushData({ mailKinds: ['welcome'] });
    await stage.settle();
    stage.backend.expectOne(MailPreviewDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    await stage.press('Try again');
    await answer(stage, 'welcome');
    expect(frame(stage)).toBeTruthy();
  });

  it('sends a test mail once, and says where it went', async () => {
    const stage = await open();
    await stage.press('Send a test mail to me');
    await stage.press('Sending…');
    await answerTest(stage, null);
    expect(stage.page.querySelector('[role=status]')?.textContent).toBe(`A test mail is on its way to ${asha.email}.`);
  });

  it('says why a test mail could not be sent', async () => {
    const stage = await open();
    await stage.press('Send a test mail to me');
    await answerTest(stage, 'The mail server does not answer.');
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain(`The mail to ${asha.email} could not be sent. The mail server does not answer.`);
    await stage.press('Send a test mail to me');
    const message = 'Confirm your own address first: the test mail goes there.';
    stage.backend.expectOne(SendTestMailDocument).graphqlErrors([{ message, extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain(message);
  });
});
