import type { Routes } from '@angular/router';

/** What tickets can be about: lazy, for admins. */
export const topicRoutes: Routes = [
  { path: '', title: 'Topics', loadComponent: () => import('./topics-page/topics-page').then((m) => m.TopicsPage) },
];
