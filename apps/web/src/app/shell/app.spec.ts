import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, TitleStrategy, provideRouter, withNavigationErrorHandler } from '@angular/router';
import { SignOutDocument, ViewerDocument } from '#graphql/accounts';
import { APOLLO_TESTING_CACHE, ApolloTestingController, ApolloTestingModule } from 'apollo-angular/testing';
import { ann, gita } from '../../test/data';
import { Api, Problem, SessionDoubt, createCache } from '../data';
import { SessionStore } from '../features/accounts';
import { timeOfDay } from '../ui';
import { App } from './app';
import { NavigationProblem } from './navigation-problem';
import { PageTitle } from './page-title';

@Component({ template: '<h1>Page</h1>', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

const missing = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const unreachable = (): Promise<never> => Promise.reject(new Problem('UNREACHABLE', 'We could not reach the server.'));

async function open(viewer: typeof ann | typeof gita | null) {
  TestBed.configureTestingModule({
    imports: [ApolloTestingModule],
    providers: [
      { provide: APOLLO_TESTING_CACHE, useFactory: createCache },
      { provide: TitleStrategy, useExisting: PageTitle },
      provideRouter(
        [
          { path: 'broken', loadComponent: missing },
          { path: 'far', canActivate: [unreachable], component: Page },
          { path: '**', component: Page, title: 'A page' },
        ],
        withNavigationErrorHandler((failure) => TestBed.inject(NavigationProblem).report(failure)),
      ),
    ],
  });
  TestBed.inject(Api).cache.writeQuery({ query: ViewerDocument, data: { viewer } });
  const fixture = TestBed.createComponent(App);
  const router = TestBed.inject(Router);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => void setTimeout(resolve));
    await fixture.whenStable();
  };
  const go = async (url: string): Promise<void> => {
    await router.navigateByUrl(url).catch(() => undefined);
    await settle();
  };
  await go('/tickets');
  const text = (): string => (page.textContent ?? '').replace(/\s+/g, ' ');
  return { page, router, go, settle, text, backend: TestBed.inject(ApolloTestingController) };
}

describe('App', () => {
  it('moves the focus to the new page, but not when only its parameters change', async () => {
    const { page, go } = await open(ann);
    const main = page.querySelector('main');
    expect(document.activeElement).not.toBe(main);
    await go('/tickets?tab=closed');
    expect(document.activeElement).not.toBe(main);
    await go('/tickets/new');
    expect(document.activeElement).toBe(main);
    expect(document.title).toBe('A page · Customer Care Registry');
  });

  it('offers each role its own ways', async () => {
    const { page, text } = await open(ann);
    expect(page.querySelector('[aria-label="Raise a ticket"]')).not.toBeNull();
    expect(text()).toContain('My tickets');
    expect(text()).not.toContain('People');
    expect(document.documentElement.classList).not.toContain('staff');
  });

  it('is denser for staff, who raise no tickets', async () => {
    const { page } = await open(gita);
    expect(page.querySelector('[aria-label="Raise a ticket"]')).toBeNull();
    expect(document.documentElement.classList).toContain('staff');
  });

  it('leads to the door when the session has ended, and knows the way back', async () => {
    const { router, go, settle, text, backend } = await open(ann);
    await go('/tickets/K7Q2-M9XD');
    TestBed.inject(SessionDoubt).raised.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: null });
    await new Promise((resolve) => setTimeout(resolve, 200)); // it looks twice
    backend.expectOne(ViewerDocument).flushData({ viewer: null });
    await settle();
    await settle();
    expect(router.url).toBe('/sign-in?ended=yes&returnTo=%2Ftickets%2FK7Q2-M9XD');
    expect(text()).not.toContain('My tickets');
  });

  it('signs out, and stays signed in with words when that fails', async () => {
    const { page, router, settle, text, backend } = await open(ann);
    HTMLElement.prototype.hidePopover = jest.fn();
    const button = [...page.querySelectorAll<HTMLButtonElement>('button.menu-item')].at(-1);
    button?.click();
    backend.expectOne(SignOutDocument).networkError(new TypeError('Failed to fetch'));
    await settle();
    expect(text()).toContain('We could not reach the server.');
    button?.click();
    backend.expectOne(SignOutDocument).flushData({ signOut: { __typename: 'SignOutPayload', ok: true } });
    await settle();
    await settle();
    expect(router.url).toBe('/sign-in');
  });

  it('leads to the first steps when the server begins to insist on something, and back', async () => {
    const { router, go, settle, backend } = await open(gita);
    await go('/tickets/K7Q2-M9XD');
    TestBed.inject(SessionDoubt).raised.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: { ...gita, duties: ['SET_UP_SECOND_FACTOR'] } });
    await settle();
    await settle();
    expect(router.url).toBe('/first-steps?returnTo=%2Ftickets%2FK7Q2-M9XD');
  });

  it('says at the door what was done', async () => {
    const { router, settle } = await open(ann);
    TestBed.inject(SessionStore).ended.next({ notice: 'Your account will be erased.' });
    await settle();
    expect(router.url).toBe('/sign-in');
    expect(TestBed.inject(Location).getState()).toMatchObject({ notice: 'Your account will be erased.' });
  });

  it('writes times as the viewer has chosen', async () => {
    await open({ ...ann, language: 'en-GB', timeZone: 'Asia/Kolkata' });
    expect(timeOfDay('2026-03-01T20:30:00.000Z')).toBe('02:00');
  });

  it('has words for a page whose code or data did not come', async () => {
    const { go, text } = await open(ann);
    await go('/broken');
    expect(text()).toContain('A part of this page could not be loaded.');
    await go('/far');
    expect(text()).toContain('We could not reach the server.');
    await go('/tickets');
    expect(text()).not.toContain('did not open');
  });
});
