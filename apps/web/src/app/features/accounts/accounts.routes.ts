import type { Routes } from '@angular/router';
import { signedOut } from './session.guards';

/** The doors: sign-in and sign-up. */
export const doorRoutes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    canActivate: [signedOut],
    loadComponent: () => import('./sign-in/sign-in-page').then((m) => m.SignInPage),
  },
  {
    path: 'sign-up',
    title: 'Sign up',
    canActivate: [signedOut],
    loadComponent: () => import('./sign-up/sign-up-page').then((m) => m.SignUpPage),
  },
];

/** The people of the shop: lazy, for admins. */
export const peopleRoutes: Routes = [
  { path: '', title: 'People', loadComponent: () => import('./people/people-page').then((m) => m.PeoplePage) },
];
