import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { SignInDocument } from '#graphql/accounts';
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
    request.flushData({ signIn: { __typename: 'SignInPayload', viewer: gita, deletionCancelled: false } });
    await stage.settle();
    expect(stage.url).toBe('/tickets/K7Q2-M9XD');
    expect(document.body.textContent).not.toContain('will not be deleted');
    expect(TestBed.inject(SessionStore).viewer()?.name).toBe('Gita');
    expect(TestBed.inject(SessionStore).isStaff()).toBe(true);
  });

  it('says that an account stays whose owner had deleted it', async () => {
    const stage = await signIn('/sign-in');
    stage.backend.expectOne(SignInDocument).flushData({ signIn: { __typename: 'SignInPayload', viewer: gita, deletionCancelled: true } });
    await stage.settle();
    expect(document.body.textContent).toContain('Your account will not be deleted: you signed in.');
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

  it('says that an account was deactivated, and what to do', async () => {
    const stage = await signIn('/sign-in');
    stage.backend.expectOne(SignInDocument).graphqlErrors([{ message: 'x', extensions: { code: 'FORBIDDEN' } }]);
    await stage.settle();
    expect(stage.text).toContain('This account was deactivated. Ask an admin of the shop to let you in again.');
  });

  it('shows what the door before has to say, and brings the address along', async () => {
    const stage = await Stage.set({ url: '/other', path: 'sign-in', component: SignInPage, viewer: null });
    await TestBed.inject(Router).navigate(['/sign-in'], { state: { email: 'gita@example.test', notice: 'Your password was changed.' } });
    await stage.settle();
    expect(stage.page.querySelector('[role=status]')?.textContent).toBe('Your password was changed.');
    expect(stage.field('E-mail').value).toBe('gita@example.test');
    stage.page.querySelector<HTMLElement>('a[href="/forgot-password"]')?.click();
    await stage.settle();
    expect(TestBed.inject(Location).getState()).toMatchObject({ email: 'gita@example.test' });
  });

  describe('with a second factor', () => {
    const input = { email: 'gita@example.test', password: 'password1', rememberMe: false };
    const wanted = [{ message: 'x', extensions: { code: 'SECOND_FACTOR_REQUIRED' } }];

    async function asked(url = '/sign-in'): Promise<Stage> {
      const stage = await signIn(url);
      stage.backend.expectOne(SignInDocument).graphqlErrors(wanted);
      await stage.settle();
      return stage;
    }

    it('asks for the code, and sends it with the password', async () => {
      const stage = await asked('/sign-in?returnTo=%2Faccount');
      expect(stage.text).toContain('the six digits that it shows for gita@example.test');
      expect(document.activeElement).toBe(stage.field('Code'));
      expect(stage.field('Code').getAttribute('autocomplete')).toBe('one-time-code');
      expect(stage.field('Code').inputMode).toBe('numeric');
      await stage.type('Code', '123 456');
      await stage.press('Sign in');
      const request = stage.backend.expectOne(SignInDocument);
      expect(request.operation.variables['input']).toEqual({ ...input, code: '123456' });
      request.flushData({ signIn: { __typename: 'SignInPayload', viewer: gita, deletionCancelled: false } });
      await stage.settle();
      expect(stage.url).toBe('/account');
    });

    it('shows at the field that the code is wrong', async () => {
      const stage = await asked();
      await stage.type('Code', '123456');
      await stage.press('Sign in');
      const issues = [{ path: 'input.code', message: 'This code is not right.' }];
      stage.backend.expectOne(SignInDocument).graphqlErrors([{ message: 'x', extensions: { code: 'UNAUTHENTICATED', issues } }]);
      await stage.settle();
      expect(stage.below('Code')).toBe('This code is not right.');
      expect(stage.page.querySelector('[role=alert]')).toBeNull();
    });

    it('takes a recovery code instead', async () => {
      const stage = await asked();
      await stage.press('Use a recovery code');
      expect(document.activeElement).toBe(stage.field('Recovery code'));
      await stage.type('Recovery code', ' abcd-efgh-jkmn ');
      await stage.press('Sign in');
      expect(stage.backend.expectOne(SignInDocument).operation.variables['input']).toEqual({ ...input, code: 'abcd-efgh-jkmn' });
    });

    it('leads back to the password', async () => {
      const stage = await asked();
      await stage.press('Back');
      expect(stage.field('E-mail').value).toBe('gita@example.test');
      expect(stage.text).not.toContain('authenticator');
    });
  });
});
