import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { Router, provideRouter } from '@angular/router';
import { Role } from '@ccr/domain';
import { ViewerDocument } from '#graphql/accounts';
import { APOLLO_TESTING_CACHE, ApolloTestingController, ApolloTestingModule } from 'apollo-angular/testing';
import { gita } from '../../../test/data';
import { createCache } from '../../data';
import { onlyFor, signedIn, signedOut, withDuties } from './session.guards';

@Component({ template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

async function go(url: string, viewer: typeof gita | null): Promise<string> {
  TestBed.configureTestingModule({
    imports: [ApolloTestingModule],
    providers: [
      { provide: APOLLO_TESTING_CACHE, useFactory: createCache },
      provideRouter([
        { path: '', pathMatch: 'full', redirectTo: 'tickets' },
        { path: 'sign-in', component: Page, canActivate: [signedOut] },
        { path: 'first-steps', component: Page, canActivate: [withDuties] },
        { path: 'people', component: Page, canMatch: [onlyFor(Role.ADMIN)], canActivate: [signedIn] },
        { path: 'people', component: Page, title: 'Page not found' },
        { path: '**', component: Page, canActivate: [signedIn] },
      ]),
    ],
  });
  TestBed.inject(Title).setTitle('');
  const router = TestBed.inject(Router);
  const arrival = router.navigateByUrl(url);
  await new Promise((resolve) => void setTimeout(resolve));
  TestBed.inject(ApolloTestingController).expectOne(ViewerDocument).flushData({ viewer });
  await arrival;
  return TestBed.inject(Title).getTitle() || router.url;
}

describe('the guards', () => {
  const burdened = { ...gita, duties: ['CHANGE_PASSWORD' as const] };

  it.each([
    ['/tickets', null, '/sign-in'],
    ['/account', null, '/sign-in?returnTo=%2Faccount'],
    ['/account', gita, '/account'],
    ['/account', burdened, '/first-steps?returnTo=%2Faccount'],
    ['/tickets', burdened, '/first-steps'],
    ['/sign-in', gita, '/tickets'],
    ['/sign-in', burdened, '/first-steps'],
    ['/first-steps', burdened, '/first-steps'],
    ['/first-steps', gita, '/tickets'],
    ['/first-steps', null, '/sign-in'],
    ['/people', null, '/sign-in?returnTo=%2Fpeople'],
    ['/people', gita, 'Page not found'],
    ['/people', burdened, '/first-steps?returnTo=%2Fpeople'],
  ])('lead from %s', async (url, viewer, arrival) => expect(await go(url, viewer)).toBe(arrival));
});
