import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { ViewerDocument } from '#graphql/accounts';
import { ReportSignInDocument } from '#graphql/doors';
import { ann } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SessionStore } from '../session.store';
import { NotMePage } from './not-me-page';

const open = (url: string): Promise<Stage> => Stage.set({ url, path: 'not-me', component: NotMePage, viewer: ann });

describe('NotMePage', () => {
  it('does nothing by itself, says what will happen, and hides the secret', async () => {
    const stage = await open('/not-me#s3cret');
    stage.backend.expectNone(ReportSignInDocument);
    expect(stage.text).toContain('All your sessions end, on every device');
    expect(stage.text).toContain('We mail you a code');
    expect(TestBed.inject(Location).path(true)).toBe('/not-me');
  });

  it('reports it, is signed out by that, and leads to a new password', async () => {
    const stage = await open('/not-me#s3cret');
    await stage.press('It wasn’t me');
    const request = stage.backend.expectOne(ReportSignInDocument);
    expect(request.operation.variables).toEqual({ input: { token: 's3cret' } });
    request.flushData({ reportSignIn: { __typename: 'ReportSignInPayload', ok: true } });
    await stage.settle();
    stage.backend.expectOne(ViewerDocument).flushData({ viewer: null });
    await stage.settle();
    expect(stage.text).toContain('Everyone is signed out of your account.');
    expect(stage.page.querySelector('a')?.getAttribute('href')).toBe('/reset-password');
    expect(TestBed.inject(SessionStore).viewer()).toBeNull();
  });

  it('tells when the link is too old', async () => {
    const stage = await open('/not-me#s3cret');
    await stage.press('It wasn’t me');
    const message = 'This link was used, or is too old. Choose a new password instead.';
    const issues = [{ path: 'input.token', message }];
    stage.backend.expectOne(ReportSignInDocument).graphqlErrors([{ message, extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain(message);
  });

  it('knows what to do without a secret', async () => {
    expect((await open('/not-me')).text).toContain('Open the link in the mail once more');
  });
});
