import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import {
  DisableSecondFactorDocument,
  EndOtherSessionsDocument,
  EndSessionDocument,
  RenewRecoveryCodesDocument,
  SessionsDocument,
} from '#graphql/account';
import { ChangePasswordDocument } from '#graphql/doors';
import { ann } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { SecurityPage } from './security-page';

const session = (id: string, device: string, current = false) => ({
  __typename: 'Session',
  id,
  device,
  ipAddress: '203.0.113.7',
  createdAt: '2026-03-01T10:00:00.000Z',
  lastUsedAt: '2026-03-02T10:00:00.000Z',
  current,
});
const HERE = session('s1', 'Firefox on Linux', true);
const PHONE = session('s2', 'Safari on iPhone');
const OFFICE = session('s3', 'Edge on Windows');

async function open(viewer = ann): Promise<Stage> {
  const stage = await Stage.set({ url: '/security', path: 'security', component: SecurityPage, viewer });
  stage.backend.expectOne(SessionsDocument).flushData({ sessions: [HERE, PHONE, OFFICE] });
  await stage.settle();
  return stage;
}

const devices = (stage: Stage): string[] => [...stage.page.querySelectorAll('li .name')].map((one) => one.textContent ?? '');

/** The question comes by its own piece of code. */
async function answer(stage: Stage, name: string): Promise<void> {
  await stage.settle();
  await stage.overlay().press(name);
  await stage.settle();
}

async function typePasswords(stage: Stage, current: string, next: string, again = next): Promise<void> {
  await stage.type('Current password', current);
  await stage.type('New password', next);
  await stage.type('Confirm new password', again);
}

describe('SecurityPage', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('changes the password, empties the form and looks again who is signed in', async () => {
    const stage = await open();
    await typePasswords(stage, 'the old one', 'violet harbour');
    await stage.press('Change password');
    const request = stage.backend.expectOne(ChangePasswordDocument);
    expect(request.operation.variables).toEqual({ input: { currentPassword: 'the old one', newPassword: 'violet harbour' } });
    request.flushData({ changePassword: { __typename: 'ChangePasswordPayload', viewer: ann } });
    await stage.settle();
    expect(stage.text).toContain('Your password was changed. Everywhere else you are signed out.');
    expect([stage.field('Current password').value, stage.field('New password').value]).toEqual(['', '']);
    expect(stage.below('Current password')).toBe('');
    stage.backend.expectOne(SessionsDocument).flushData({ sessions: [HERE] });
    await stage.settle();
    expect(devices(stage)).toEqual(['Firefox on Linux']);
  });

  it('insists on the same new password twice, and says at its field when the current one is wrong', async () => {
    const stage = await open();
    await typePasswords(stage, 'wrong', 'violet harbour', 'violet');
    await stage.press('Change password');
    expect(stage.below('Confirm new password')).toBe('The two passwords are not the same.');
    await stage.type('Confirm new password', 'violet harbour');
    await stage.press('Change password');
    const issues = [{ path: 'input.currentPassword', message: 'This is not your password.' }];
    stage.backend
      .expectOne(ChangePasswordDocument)
      .graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('Current password')).toBe('This is not your password.');
    expect(stage.field('New password').value).toBe('violet harbour');
  });

  it('shows where one is signed in, and which of it is here', async () => {
    const stage = await open();
    expect(devices(stage)).toEqual(['Firefox on Linux', 'Safari on iPhone', 'Edge on Windows']);
    expect(stage.page.querySelector('li:has(.chip) .name')?.textContent).toBe('Firefox on Linux');
    expect(stage.text).toContain('203.0.113.7');
    expect(stage.page.querySelectorAll('li button')).toHaveLength(2);
  });

  it('ends one session, naming it first', async () => {
    const stage = await open();
    await stage.press('End the session of Safari on iPhone');
    await stage.settle();
    expect(stage.overlay().text).toContain('End the session of Safari on iPhone?');
    stage.backend.expectNone(EndSessionDocument);
    await answer(stage, 'End the session');
    const request = stage.backend.expectOne(EndSessionDocument);
    expect(request.operation.variables).toEqual({ input: { sessionId: 's2' } });
    request.flushData({ endSession: { __typename: 'EndSessionPayload', ok: true } });
    await stage.settle();
    expect(devices(stage)).toEqual(['Firefox on Linux', 'Edge on Windows']);
    expect(stage.text).toContain('The session of Safari on iPhone has ended.');
  });

  it('ends all others, and says so when that fails', async () => {
    const stage = await open();
    await stage.press('End all other sessions');
    await answer(stage, 'End all others');
    stage.backend.expectOne(EndOtherSessionsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(devices(stage)).toHaveLength(3);
    await stage.press('End all other sessions');
    await answer(stage, 'End all others');
    stage.backend.expectOne(EndOtherSessionsDocument).flushData({ endOtherSessions: { __typename: 'EndOtherSessionsPayload', ok: true } });
    await stage.settle();
    expect(devices(stage)).toEqual(['Firefox on Linux']);
    expect(stage.text).not.toContain('End all other sessions');
  });

  it('looks again when one comes back to the page', async () => {
    const stage = await open();
    window.dispatchEvent(new Event('focus'));
    stage.backend.expectOne(SessionsDocument).flushData({ sessions: [HERE, OFFICE] });
    await stage.settle();
    expect(devices(stage)).toEqual(['Firefox on Linux', 'Edge on Windows']);
  });

  it('turns the second factor off with password and code, asking once', async () => {
    const stage = await open({ ...ann, secondFactorEnabled: true });
    await stage.press('Turn off');
    await stage.type('Your password', 'a good one');
    await stage.type('Code from the app', 'k7q2-m9xd');
    await stage.press('Turn off');
    await answer(stage, 'Turn it off');
    const request = stage.backend.expectOne(DisableSecondFactorDocument);
    expect(request.operation.variables).toEqual({ input: { password: 'a good one', code: 'k7q2-m9xd' } });
    request.flushData({ disableSecondFactor: { __typename: 'DisableSecondFactorPayload', viewer: ann } });
    await stage.settle();
    expect(stage.page.querySelector('ccr-second-factor-section .chip')?.textContent).toBe('Off');
    expect(stage.text).toContain('The second factor is off.');
    stage.backend.expectOne(SessionsDocument);
  });

  it('makes new recovery codes and shows them until they are stored', async () => {
    const stage = await open({ ...ann, secondFactorEnabled: true });
    await stage.press('New recovery codes');
    await stage.type('Your password', 'a good one');
    await stage.press('Make new codes');
    expect(stage.text).toContain('Enter a code.');
    await stage.type('Code from the app', '123 456');
    await stage.press('Make new codes');
    const sent = stage.backend.expectOne(RenewRecoveryCodesDocument);
    expect(sent.operation.variables).toEqual({ input: { password: 'a good one', code: '123456' } });
    sent.flushData({ renewRecoveryCodes: { __typename: 'RenewRecoveryCodesPayload', recoveryCodes: ['new1-new1'] } });
    await stage.settle();
    expect(stage.text).toContain('new1-new1');
    await stage.press('I have stored them');
    expect(stage.text).not.toContain('new1-new1');
  });
});
