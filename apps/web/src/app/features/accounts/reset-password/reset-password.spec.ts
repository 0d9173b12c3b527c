import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ViewerDocument } from '#graphql/accounts';
import { RequestPasswordResetDocument, ResetPasswordDocument, SmsAvailableDocument } from '#graphql/doors';
import { Stage } from '../../../../test/stage';
import { ForgotPasswordPage } from '../forgot-password/forgot-password-page';
import { ResetPasswordPage } from './reset-password-page';

const sent = { requestPasswordReset: { __typename: 'RequestPasswordResetPayload', ok: true } };
const WORDS = 'If ann@example.test has an account, a code is on its way. It is good for 10 minutes.';

async function reset(state?: object): Promise<Stage> {
  const stage = await Stage.set({ url: '/other', path: 'reset-password', component: ResetPasswordPage, viewer: null });
  await TestBed.inject(Router).navigate(['/reset-password'], { state });
  await stage.settle();
  return stage;
}

async function fill(stage: Stage, code = '123 456'): Promise<void> {
  await stage.type('E-mail', ' ann@example.test ');
  await stage.type('Code', code);
  await stage.type('New password', 'quiet harbour lamp');
  await stage.type('Confirm new password', 'quiet harbour lamp');
  await stage.press('Change the password');
}

describe('ForgotPasswordPage', () => {
  it('asks for a code, and goes on to where it is entered, with the address', async () => {
    const stage = await Stage.set({ url: '/forgot-password', path: 'forgot-password', component: ForgotPasswordPage, viewer: null });
    await stage.type('E-mail', ' ann@example.test ');
    await stage.press('Send the code');
    const request = stage.backend.expectOne(RequestPasswordResetDocument);
    expect(request.operation.variables).toEqual({ input: { email: 'ann@example.test', channel: 'MAIL' } });
    request.flushData(sent);
    await stage.settle();
    expect(stage.url).toBe('/reset-password');
    expect(TestBed.inject(Location).getState()).toMatchObject({ email: 'ann@example.test', codeSent: true });
  });

  it('offers a text message where the shop sends some, and keeps the choice when asking fails', async () => {
    const stage = await Stage.set({ url: '/forgot-password', path: 'forgot-password', component: ForgotPasswordPage, viewer: null });
    expect(stage.text).not.toContain('By text message');
    stage.backend.expectOne(SmsAvailableDocument).flushData({ smsAvailable: true });
    await stage.settle();
    await stage.type('E-mail', 'ann@example.test');
    stage.field('By text message').click();
    await stage.press('Send the code');
    stage.backend.expectOne(RequestPasswordResetDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.field('By text message').checked).toBe(true);
    expect(stage.field('E-mail').value).toBe('ann@example.test');
    await stage.press('Send the code');
    const request = stage.backend.expectOne(RequestPasswordResetDocument);
    expect(request.operation.variables).toEqual({ input: { email: 'ann@example.test', channel: 'SMS' } });
    request.flushData(sent);
    await stage.settle();
    expect(TestBed.inject(Location).getState()).toMatchObject({ email: 'ann@example.test', codeSent: true, bySms: true });
  });

  it('stays with words when too many codes were asked for', async () => {
    const stage = await Stage.set({ url: '/forgot-password', path: 'forgot-password', component: ForgotPasswordPage, viewer: null });
    await stage.type('E-mail', 'ann@example.test');
    await stage.press('Send the code');
    const extensions = { code: 'RATE_LIMITED', retryAfterSeconds: 120 };
    stage.backend.expectOne(RequestPasswordResetDocument).graphqlErrors([{ message: 'x', extensions }]);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('Try again in 2 minutes.');
    expect(stage.field('E-mail').value).toBe('ann@example.test');
  });
});

describe('ResetPasswordPage', () => {
  it('says no more than that a code is on its way if there is an account', async () => {
    const stage = await reset({ email: 'ann@example.test', codeSent: true });
    expect(stage.page.querySelector('.notice')?.textContent).toBe(WORDS);
    expect(stage.field('E-mail').value).toBe('ann@example.test');
    expect(stage.text).toContain('All your sessions end, on every device, and your access tokens stop working.');
  });

  it('says where a code goes that was wanted as a text message, and sends another one there', async () => {
    const stage = await reset({ email: 'ann@example.test', bySms: true });
    expect(stage.below('Code')).toContain('No text message?');
    await stage.press('Send a new code');
    const request = stage.backend.expectOne(RequestPasswordResetDocument);
    expect(request.operation.variables).toEqual({ input: { email: 'ann@example.test', channel: 'SMS' } });
    request.flushData(sent);
    await stage.settle();
    expect(stage.page.querySelector('.notice')?.textContent).toContain('to its mobile number if that is confirmed, otherwise by e-mail');
  });

  it('changes the password, and leads to the door without signing in', async () => {
    const stage = await reset();
    await fill(stage);
    const request = stage.backend.expectOne(ResetPasswordDocument);
    const input = { email: 'ann@example.test', code: '123456', newPassword: 'quiet harbour lamp' };
    expect(request.operation.variables).toEqual({ input });
    request.flushData({ resetPassword: { __typename: 'ResetPasswordPayload', ok: true } });
    await stage.settle();
    stage.backend.expectOne(ViewerDocument).flushData({ viewer: null });
    await stage.settle();
    expect(stage.url).toBe('/sign-in');
    const notice = 'Your password was changed, and you are signed out everywhere. Sign in with the new one.';
    expect(TestBed.inject(Location).getState()).toMatchObject({ email: 'ann@example.test', notice });
  });

  it('shows the server’s objections at their fields', async () => {
    const stage = await reset();
    await fill(stage);
    const issues = [{ path: 'input.code', message: 'This code is not right, or too old.' }];
    stage.backend.expectOne(ResetPasswordDocument).graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('Code')).toBe('This code is not right, or too old.');
    expect(stage.field('New password').value).toBe('quiet harbour lamp');
  });

  it('insists on six digits and on the same password twice before it sends anything', async () => {
    const stage = await reset();
    await fill(stage, '12345');
    expect(stage.below('Code')).toBe('The code has six digits.');
    stage.backend.expectNone(ResetPasswordDocument);
  });

  it('sends another code, then makes one wait', async () => {
    const stage = await reset();
    await stage.press('Send a new code');
    expect(stage.below('E-mail')).toBe('Enter your e-mail.');
    stage.backend.expectNone(RequestPasswordResetDocument);
    await stage.type('E-mail', 'ann@example.test');
    await stage.press('Send a new code');
    stage.backend.expectOne(RequestPasswordResetDocument).flushData(sent);
    await stage.settle();
    expect(stage.page.querySelector('.notice')?.textContent).toBe(WORDS);
    expect(stage.text).toContain('A new code is on its way.');
    expect(stage.button('Send a new code').textContent).toContain('in 30 s');
    await stage.press('Send a new code');
    stage.backend.expectNone(RequestPasswordResetDocument);
  });

  it('makes one wait from the start when a code was sent just now', async () => {
    const stage = await reset({ email: 'ann@example.test', codeSent: true });
    expect(stage.button('Send a new code').getAttribute('aria-disabled')).toBe('true');
  });
});
