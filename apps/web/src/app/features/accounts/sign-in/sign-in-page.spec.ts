import { TestBed } from '@angular/core/testing';
import { SignInDocument } from '#graphql';
import { gita } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SessionStore } from '../session.store';
import { SignInPage } from './sign-in-page';

async function signIn(url: string): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'sign-in', component: SignInPage, viewer: null });
  await stage.type('E-mail', 'gita@example.test');
  await stage.type('Password', 'password1');
  await stage.press('Sign in');
  return stage;
}

describe('SignInPage', () => {
  it('signs in and goes back to the page that was asked for', async () => {
    const stage = await signIn('/sign-in?returnTo=%2Ftickets%2FK7Q2-M9XD');
    const request = stage.backend.expectOne(SignInDocument);
    expect(request.operation.variables['input']).toEqual({
      email: 'gita@example.test',
      password: 'password1',
      rememberMe: false,
    });
    request.flushData({ signIn: { __typename: 'SignInPayload', viewer: gita } });
    await stage.settle();
    expect(stage.url).toBe('/tickets/K7Q2-M9XD');
    expect(TestBed.inject(SessionStore).viewer()?.name).toBe('Gita');
    expect(TestBed.inject(SessionStore).isStaff()).toBe(true);
  });

  it('says in plain words that the two do not fit, and keeps the address', async () => {
    const stage = await signIn('/sign-in');
    stage.backend
      .expectOne(SignInDocument)
      .graphqlErrors([{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }]);
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('The e-mail or the password is not right.');
    expect(stage.field('E-mail').value).toBe('gita@example.test');
  });

  it('shows the password on demand', async () => {
    const stage = await signIn('/sign-in');
    await stage.press('Show');
    expect(stage.field('Password').type).toBe('text');
    expect(stage.button('Hide').getAttribute('aria-pressed')).toBe('true');
  });

  it('tells why one is here when the session has ended', async () => {
    const stage = await Stage.set({ url: '/sign-in?ended=yes', path: 'sign-in', component: SignInPage, viewer: null });
    expect(stage.text).toContain('Your session has ended. Sign in to go on; what you wrote is kept.');
  });
});
