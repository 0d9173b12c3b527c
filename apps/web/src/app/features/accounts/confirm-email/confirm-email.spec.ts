import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ResendEmailVerificationDocument, VerifyEmailDocument } from '#graphql/doors';
import { ann } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SessionStore } from '../session.store';
import { ConfirmEmailBanner } from './confirm-email-banner';
import { ConfirmEmailPage } from './confirm-email-page';

const unconfirmed = { ...ann, emailVerified: false };
const confirmed = { verifyEmail: { __typename: 'VerifyEmailPayload', viewer: ann } };
const issues = [{ path: 'input.code', message: 'This code is not right, or too old. Ask for a new one.' }];
const wrong = [{ message: 'This code is not right, or too old. Ask for a new one.', extensions: { code: 'BAD_USER_INPUT', issues } }];

const open = (url: string, viewer: typeof ann = unconfirmed): Promise<Stage> =>
  Stage.set({ url, path: 'confirm-email', component: ConfirmEmailPage, viewer });

describe('ConfirmEmailPage', () => {
  it('confirms by itself with the code of the link', async () => {
    const stage = await open('/confirm-email?code=123456');
    const request = stage.backend.expectOne(VerifyEmailDocument);
    expect(request.operation.variables).toEqual({ input: { code: '123456' } });
    request.flushData(confirmed);
    await stage.settle();
    expect(stage.text).toContain('Your e-mail is confirmed');
    expect(TestBed.inject(SessionStore).viewer()?.emailVerified).toBe(true);
  });

  it('says when the link is too old, and sends a new code', async () => {
    const stage = await open('/confirm-email?code=123456');
    stage.backend.expectOne(VerifyEmailDocument).graphqlErrors(wrong);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('Ask for a new one.');
    await stage.press('Send a new code');
    stage.backend.expectOne(ResendEmailVerificationDocument).flushData({
      resendEmailVerification: { __typename: 'ResendEmailVerificationPayload', ok: true },
    });
    await stage.settle();
    expect(stage.text).toContain('A new code is on its way.');
    expect(stage.page.querySelector('[role=alert]')).toBeNull();
  });

  it('takes the code by hand', async () => {
    const stage = await open('/confirm-email');
    stage.backend.expectNone(VerifyEmailDocument);
    await stage.type('Code from the mail', '123 456');
    await stage.press('Confirm');
    stage.backend.expectOne(VerifyEmailDocument).graphqlErrors(wrong);
    await stage.settle();
    expect(stage.below('Code from the mail')).toContain('This code is not right');
    await stage.press('Confirm');
    stage.backend.expectNone(VerifyEmailDocument);
    await stage.type('Code from the mail', '654321');
    await stage.press('Confirm');
    const request = stage.backend.expectOne(VerifyEmailDocument);
    expect(request.operation.variables).toEqual({ input: { code: '654321' } });
    request.flushData(confirmed);
    await stage.settle();
    expect(stage.text).toContain('Your e-mail is confirmed');
  });

  it('has nothing to do when it is confirmed already', async () => {
    const stage = await open('/confirm-email?code=123456', ann);
    stage.backend.expectNone(VerifyEmailDocument);
    expect(stage.text).toContain('Your e-mail is confirmed');
  });
});

describe('ConfirmEmailBanner', () => {
  const show = (viewer: typeof ann | null): Promise<Stage> =>
    Stage.set({ url: '/tickets', path: '**', component: ConfirmEmailBanner, viewer });

  it('asks for the code until it was entered', async () => {
    const stage = await show(unconfirmed);
    expect(stage.text).toContain('Confirm your e-mail: we sent a code to ann@example.test.');
    await stage.press('Enter the code');
    expect(document.activeElement).toBe(stage.field('Code from the mail'));
    await stage.type('Code from the mail', '123456');
    await stage.press('Confirm');
    stage.backend.expectOne(VerifyEmailDocument).flushData(confirmed);
    await stage.settle();
    expect(stage.text).not.toContain('Confirm your e-mail');
    expect(document.body.textContent).toContain('Your e-mail is confirmed.');
  });

  it('is not there for the confirmed, the signed-out and the page that asks for the same', async () => {
    expect((await show(ann)).text.trim()).toBe('');
    TestBed.resetTestingModule();
    expect((await show(null)).text.trim()).toBe('');
    TestBed.resetTestingModule();
    const stage = await show(unconfirmed);
    await TestBed.inject(Router).navigateByUrl('/confirm-email');
    await stage.settle();
    expect(stage.text.trim()).toBe('');
  });
});
