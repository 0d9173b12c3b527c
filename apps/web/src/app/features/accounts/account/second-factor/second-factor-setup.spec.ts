import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { ConfirmSecondFactorDocument, StartSecondFactorDocument } from '#graphql/account';
import { ViewerDocument } from '#graphql/accounts';
import { ann } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { SecondFactorSetup } from './second-factor-setup';

const CODES = ['k7q2-m9xd-aaaa', 'b3f4-n8wz-bbbb'];
const SECRET = 'JBSWY3DPEHPK3PXP';

/** A page that embeds it, as the first steps do. */
@Component({
  imports: [SecondFactorSetup],
  template: `@if (done()) { <p>All set</p> } @else { <ccr-second-factor-setup (done)="done.set(true)" /> }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly done = signal(false);
}

const atPassword = (): Promise<Stage> => Stage.set({ url: '/steps', path: 'steps', component: Host, viewer: ann });

async function atApp(): Promise<Stage> {
  const stage = await atPassword();
  await stage.type('Your password', 'a good one');
  stage.submit();
  const request = stage.backend.expectOne(StartSecondFactorDocument);
  expect(request.operation.variables).toEqual({ input: { password: 'a good one' } });
  const uri = `otpauth://totp/Shop:ann?secret=${SECRET}`;
  request.flushData({ startSecondFactor: { __typename: 'StartSecondFactorPayload', secret: SECRET, uri } });
  await stage.settle();
  await stage.settle(); // the code that draws comes by itself
  return stage;
}

async function atCodes(): Promise<Stage> {
  const stage = await atApp();
  await stage.type('Code from the app', '123 456');
  stage.submit();
  const request = stage.backend.expectOne(ConfirmSecondFactorDocument);
  expect(request.operation.variables).toEqual({ input: { code: '123456' } });
  request.flushData({ confirmSecondFactor: { __typename: 'ConfirmSecondFactorPayload', recoveryCodes: CODES } });
  await stage.settle();
  return stage;
}

const wrong = (path: string, message: string) => [
  { message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path, message }] } },
];

describe('SecondFactorSetup', () => {
  it('asks for the password first, and says at its field when it is wrong', async () => {
    const stage = await atPassword();
    stage.submit();
    await stage.settle();
    expect(stage.below('Your password')).toBe('Enter your password.');
    await stage.type('Your password', 'wrong');
    stage.submit();
    stage.backend.expectOne(StartSecondFactorDocument).graphqlErrors(wrong('input.password', 'This is not your password.'));
    await stage.settle();
    expect(stage.below('Your password')).toBe('This is not your password.');
  });

  it('shows the key as a QR code with a name, and in groups to be typed', async () => {
    const stage = await atApp();
    const picture = stage.page.querySelector('svg[role="img"]');
    expect(picture?.getAttribute('aria-label')).toBe('QR code for your authenticator app');
    expect(picture?.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1z/);
    expect(stage.text).toContain('JBSW Y3DP EHPK 3PXP');
    expect(document.activeElement?.textContent).toContain('Add the shop to your authenticator app');
  });

  it('insists on six digits, and says when they are not the right ones', async () => {
    const stage = await atApp();
    await stage.type('Code from the app', '12345');
    stage.submit();
    await stage.settle();
    expect(stage.below('Code from the app')).toBe('The code has six digits.');
    stage.backend.expectNone(ConfirmSecondFactorDocument);
    await stage.type('Code from the app', '000000');
    stage.submit();
    stage.backend.expectOne(ConfirmSecondFactorDocument).graphqlErrors(wrong('input.code', 'Enter the newest code.'));
    await stage.settle();
    expect(stage.below('Code from the app')).toBe('Enter the newest code.');
    expect(stage.text).toContain('JBSW Y3DP');
  });

  it('begins again when the key is too old to be confirmed', async () => {
    const stage = await atApp();
    await stage.type('Code from the app', '123456');
    stage.submit();
    const message = 'Too much time has passed since you began. Begin again, with a new QR code.';
    stage.backend.expectOne(ConfirmSecondFactorDocument).graphqlErrors([{ message, extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    expect(stage.text).toContain(message);
    expect(stage.field('Your password').value).toBe('');
    expect(stage.text).not.toContain('JBSW');
  });

  it('shows the recovery codes, and is done only when they are stored', async () => {
    const stage = await atCodes();
    for (const code of CODES) expect(stage.text).toContain(code);
    stage.backend.expectNone(ViewerDocument);
    await stage.press('I have stored them');
    expect(stage.text).not.toContain('All set');
    stage.backend.expectOne(ViewerDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(stage.text).toContain(CODES[0]);
    await stage.press('I have stored them');
    stage.backend.expectOne(ViewerDocument).flushData({ viewer: { ...ann, secondFactorEnabled: true } });
    await stage.settle();
    expect(stage.text).toContain('All set');
  });

  it('warns before a reload would lose the codes', async () => {
    await atCodes();
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
  });

  it('copies what is to be copied, also where the browser offers no clipboard', async () => {
    const stage = await atCodes();
    let selected = '';
    document.execCommand = () => {
      const field = document.activeElement as HTMLTextAreaElement;
      selected = field.value;
      return true;
    };
    await stage.press('Copy the codes');
    await stage.settle();
    expect(selected).toBe(CODES.join('\n'));
    expect(stage.text).toContain('Copied');
  });
});
