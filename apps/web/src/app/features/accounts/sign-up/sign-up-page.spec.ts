import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { SignUpDocument } from '#graphql/accounts';
import { ann } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SignUpPage } from './sign-up-page';

const LABELS = ['Name', 'E-mail', 'Password', 'Confirm password', 'Mobile (optional)'] as const;

async function signUp(...values: string[]): Promise<Stage> {
  const stage = await Stage.set({ url: '/sign-up', path: 'sign-up', component: SignUpPage, viewer: null });
  for (const [index, value] of values.entries()) await stage.type(LABELS[index] ?? '', value);
  await stage.press('Sign up');
  return stage;
}

describe('SignUpPage', () => {
  it('says at each field what is missing, and takes one to the first', async () => {
    const stage = await signUp();
    expect(stage.below('Name')).toBe('Enter your name.');
    expect(stage.below('E-mail')).toBe('Enter your e-mail.');
    expect(stage.below('Password')).toBe('Choose a password.');
    expect(document.activeElement).toBe(stage.field('Name'));
    stage.backend.expectNone(SignUpDocument);
  });

  it('does not complain about a field that one only passed through', async () => {
    const stage = await Stage.set({ url: '/sign-up', path: 'sign-up', component: SignUpPage, viewer: null });
    stage.field('Name').dispatchEvent(new Event('blur'));
    await stage.settle();
    expect(stage.below('Name')).toBe('');
  });

  it('insists on a real address, eight characters, the same twice and an international number', async () => {
    const stage = await signUp('Ann', 'ann@', 'short', 'other', '07700 900123');
    expect(stage.below('E-mail')).toBe('This does not look like an e-mail address.');
    expect(stage.below('Password')).toBe('Use at least 8 characters.');
    expect(stage.below('Confirm password')).toBe('The two passwords are not the same.');
    expect(stage.below('Mobile (optional)')).toContain('international form');
    expect(document.activeElement).toBe(stage.field('E-mail'));
  });

  it('compares the passwords again when the first one changes', async () => {
    const stage = await signUp('Ann', 'ann@example.test', 'password1', 'password2');
    await stage.type('Password', 'password2');
    expect(stage.below('Confirm password')).toBe('');
  });

  it('sends the number without its blanks, and goes on to the tickets', async () => {
    const stage = await signUp('Ann', ' ann@example.test ', 'password1', 'password1', '+44 (7700) 900-123');
    const request = stage.backend.expectOne(SignUpDocument);
    expect(request.operation.variables).toEqual({
      input: { name: 'Ann', email: 'ann@example.test', password: 'password1', mobile: '+447700900123' },
    });
    request.flushData({ signUp: { __typename: 'SignUpPayload', viewer: ann } });
    await stage.settle();
    expect(stage.url).toBe('/');
  });

  it('shows what the server objects to at its field, until that is changed', async () => {
    const stage = await signUp('Ann', 'ann@example.test', 'password1', 'password1');
    const issues = [{ path: 'input.email', message: 'This address is in use.' }];
    stage.backend
      .expectOne(SignUpDocument)
      .graphqlErrors([{ message: 'This address is in use.', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('E-mail')).toBe('This address is in use.');
    expect(document.activeElement).toBe(stage.field('E-mail'));
    expect(stage.field('Name').value).toBe('Ann');
    await stage.type('E-mail', 'ann2@example.test');
    expect(stage.below('E-mail')).toBe('');
  });

  it('leads to sign-in or to a new password when the address is taken, and brings it along', async () => {
    const stage = await signUp('Ann', 'ann@example.test', 'password1', 'password1');
    const taken = 'This address already has an account. Sign in, or reset the password.';
    const issues = [{ path: 'input.email', message: taken }];
    stage.backend.expectOne(SignUpDocument).graphqlErrors([{ message: taken, extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('E-mail')).toBe(taken);
    const links = [...stage.page.querySelectorAll<HTMLAnchorElement>('.aside a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/sign-in', '/forgot-password']);
    links[1]?.click();
    await stage.settle();
    expect(stage.url).toBe('/forgot-password');
    expect(TestBed.inject(Location).getState()).toMatchObject({ email: 'ann@example.test' });
  });

  it('offers that only for the address that was refused', async () => {
    const stage = await signUp('Ann', 'ann@example.test', 'password1', 'password1');
    const issues = [{ path: 'input.email', message: 'Taken.' }];
    stage.backend.expectOne(SignUpDocument).graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    await stage.type('E-mail', 'ann2@example.test');
    expect(stage.page.querySelector('.aside')).toBeNull();
  });

  it('keeps everything typed when the server can’t be reached', async () => {
    const stage = await signUp('Ann', 'ann@example.test', 'password1', 'password1');
    stage.backend.expectOne(SignUpDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server. What you wrote is kept.');
    expect(stage.field('Password').value).toBe('password1');
  });
});
