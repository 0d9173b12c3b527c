import type { Routes } from '@angular/router';
import { Role } from '@ccr/domain';
import { anybody, doorRoutes, onlyFor, signedIn } from '../features/accounts';

/** Every address of the app. Each feature is loaded when first visited. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'tickets' },
  ...doorRoutes,
  {
    path: 'tickets',
    canActivate: [signedIn],
    loadChildren: () => import('../features/tickets').then((m) => m.ticketRoutes),
  },
  {
    path: 'people',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/accounts/accounts.routes').then((m) => m.peopleRoutes),
  },
  {
    path: '**',
    title: 'Page not found',
    canActivate: [anybody],
    loadComponent: () => import('./pages/not-found-page').then((m) => m.NotFoundPage),
  },
];
