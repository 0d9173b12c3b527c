import type { Routes } from '@angular/router';

/** Where the link at the end of a mail leads. */
export const unsubscribeRoutes: Routes = [
  { path: ':token', title: 'Mail you get', loadComponent: () => import('./unsubscribe/unsubscribe-page').then((m) => m.UnsubscribePage) },
];
