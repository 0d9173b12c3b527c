import type { Routes } from '@angular/router';

/** What the staff keep to answer with. */
export const cannedReplyRoutes: Routes = [
  { path: '', title: 'Canned replies', loadComponent: () => import('./canned-replies-page').then((m) => m.CannedRepliesPage) },
];
