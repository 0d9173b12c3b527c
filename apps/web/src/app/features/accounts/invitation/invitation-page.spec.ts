import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { AcceptInvitationDocument, InvitationDocument } from '#graphql/doors';
import { gita } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SessionStore } from '../session.store';
import { InvitationPage } from './invitation-page';

const invitation = { __typename: 'Invitation', name: 'Gita', email: 'gita@example.test', expiresAt: '2026-03-04T10:00:00.000Z' };

const open = (url: string): Promise<Stage> =>
  Stage.set({ url, path: 'invitation', component: InvitationPage, viewer: null });

describe('InvitationPage', () => {
  it('says whose it is, takes a password, and lets them in', async () => {
    const stage = await open('/invitation#s3cret');
    const question = stage.backend.expectOne(InvitationDocument);
    expect(question.operation.variables).toEqual({ token: 's3cret' });
    question.flushData({ invitation });
    await stage.settle();
    expect(stage.text).toContain('Welcome, Gita');
    expect(stage.text).toContain('gita@example.test');
    await stage.type('Password', 'quiet harbour lamp');
    await stage.type('Confirm password', 'quiet harbour lamp');
    await stage.press('Choose it and sign in');
    const request = stage.backend.expectOne(AcceptInvitationDocument);
    expect(request.operation.variables).toEqual({ input: { token: 's3cret', password: 'quiet harbour lamp' } });
    request.flushData({ acceptInvitation: { __typename: 'AcceptInvitationPayload', viewer: gita } });
    await stage.settle();
    expect(stage.url).toBe('/tickets');
    expect(TestBed.inject(SessionStore).viewer()?.name).toBe('Gita');
  });

  it('takes the secret out of the address', async () => {
    const stage = await open('/invitation#s3cret');
    expect(TestBed.inject(Location).path(true)).toBe('/invitation');
    stage.backend.expectOne(InvitationDocument);
  });

  it.each(['/invitation#used', '/invitation'])('says what to do when it is no longer good: %s', async (url) => {
    const stage = await open(url);
    for (const question of stage.backend.match(InvitationDocument)) question.flushData({ invitation: null });
    await stage.settle();
    expect(stage.text).toContain('This invitation is no longer good');
    expect(stage.text).toContain('Ask the admin who invited you for a new one.');
  });

  it('asks again when the server could not be reached', async () => {
    const stage = await open('/invitation#s3cret');
    stage.backend.expectOne(InvitationDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await stage.press('Try again');
    const question = stage.backend.expectOne(InvitationDocument);
    expect(question.operation.variables).toEqual({ token: 's3cret' });
    question.flushData({ invitation });
    await stage.settle();
    expect(stage.text).toContain('Welcome, Gita');
  });

  it('tells when someone else was faster, and of a password that the server does not take', async () => {
    const stage = await open('/invitation#s3cret');
    stage.backend.expectOne(InvitationDocument).flushData({ invitation });
    await stage.settle();
    await stage.type('Password', 'password1');
    await stage.type('Confirm password', 'password1');
    await stage.press('Choose it and sign in');
    const issues = [{ path: 'input.password', message: 'Very many people use this password.' }];
    stage.backend.expectOne(AcceptInvitationDocument).graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('Password')).toBe('Very many people use this password.');
  });
});
