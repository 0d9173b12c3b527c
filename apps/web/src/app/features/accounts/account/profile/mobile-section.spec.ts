import { RequestMobileCodeDocument, VerifyMobileDocument } from '#graphql/account';
import { SmsAvailableDocument } from '#graphql/doors';
import { ann } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { MobileSection } from './mobile-section';

const NUMBER = '+447700900123';
const unconfirmed = { ...ann, mobile: NUMBER, mobileVerified: false };
const confirmed = { ...unconfirmed, mobileVerified: true };

async function open(viewer: typeof ann = unconfirmed, smsAvailable = true): Promise<Stage> {
  const stage = await Stage.set({ url: '/account', path: 'account', component: MobileSection, viewer });
  stage.backend.expectOne(SmsAvailableDocument).flushData({ smsAvailable });
  await stage.settle();
  return stage;
}

async function askForCode(stage: Stage): Promise<void> {
  await stage.press('Send a code');
  await stage.type('Your password', 'a good one');
  await stage.press('Send the code');
  stage.backend.expectOne(RequestMobileCodeDocument).flushData({ requestMobileCode: { __typename: 'Payload', ok: true } });
  await stage.settle();
}

const chips = (stage: Stage): string[] => [...stage.page.querySelectorAll('.chip')].map((chip) => chip.textContent ?? '');

describe('MobileSection', () => {
  it.each([
    ['where the shop sends no text messages', unconfirmed, false],
    ['for who has no number', ann, true],
  ])('is not there %s', async (_where, viewer, smsAvailable) => {
    expect((await open(viewer, smsAvailable)).text.trim()).toBe('');
  });

  it('says that a number is confirmed, and asks for nothing', async () => {
    const stage = await open(confirmed);
    expect(chips(stage)).toEqual(['Confirmed']);
    expect(stage.page.querySelector('button')).toBeNull();
  });

  it('sends a code once the password is given, and confirms the number with it', async () => {
    const stage = await open();
    expect(chips(stage)).toEqual(['Not confirmed']);
    await stage.press('Send a code');
    expect(document.activeElement).toBe(stage.field('Your password'));
    await stage.type('Your password', 'a good one');
    await stage.press('Send the code');
    const request = stage.backend.expectOne(RequestMobileCodeDocument);
    expect(request.operation.variables).toEqual({ input: { password: 'a good one' } });
    request.flushData({ requestMobileCode: { __typename: 'Payload', ok: true } });
    await stage.settle();
    expect(stage.text).toContain(`We sent a code to ${NUMBER}.`);
    expect(document.activeElement).toBe(stage.field('Code from the text message'));
    await stage.type('Code from the text message', '123 456');
    await stage.press('Confirm the number');
    const verification = stage.backend.expectOne(VerifyMobileDocument);
    expect(verification.operation.variables).toEqual({ input: { code: '123456' } });
    verification.flushData({ verifyMobile: { __typename: 'Payload', viewer: confirmed } });
    await stage.settle();
    expect(chips(stage)).toEqual(['Confirmed']);
    expect(stage.text).toContain('Your mobile number is confirmed.');
    expect(document.activeElement?.textContent).toBe('Text messages');
  });

  it('says at the field that the password is wrong, and keeps the code that was typed when confirming fails', async () => {
    const stage = await open();
    await stage.press('Send a code');
    await stage.type('Your password', 'not it');
    await stage.press('Send the code');
    const message = 'This is not your password. Try again.';
    const extensions = { code: 'BAD_USER_INPUT', issues: [{ path: 'input.password', message }] };
    stage.backend.expectOne(RequestMobileCodeDocument).graphqlErrors([{ message, extensions }]);
    await stage.settle();
    expect(stage.below('Your password')).toBe(message);
    await stage.press('Cancel');
    await askForCode(stage);
    await stage.type('Code from the text message', '654321');
    await stage.press('Confirm the number');
    stage.backend.expectOne(VerifyMobileDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.field('Code from the text message').value).toBe('654321');
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('could not reach the server');
  });

  it('sends another code, with the password again', async () => {
    const stage = await open();
    await askForCode(stage);
    await stage.press('Nothing came? Send another code');
    expect(stage.field('Your password').value).toBe('');
    await stage.press('Cancel');
    expect(stage.field('Code from the text message')).toBeDefined();
  });
});
