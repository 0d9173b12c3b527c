import type { Routes } from '@angular/router';

/** How the desk does, for admins. */
export const overviewRoutes: Routes = [
  { path: '', title: 'Overview', loadComponent: () => import('./overview-page').then((m) => m.OverviewPage) },
];
