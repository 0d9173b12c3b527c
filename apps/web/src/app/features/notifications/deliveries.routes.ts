import type { Routes } from '@angular/router';

/** What people were told and what mails look like: lazy, for admins. */
export const deliveryRoutes: Routes = [
  { path: '', title: 'Deliveries', loadComponent: () => import('./deliveries/deliveries-page').then((m) => m.DeliveriesPage) },
  { path: 'templates', title: 'Mail templates', loadComponent: () => import('./deliveries/templates-page').then((m) => m.TemplatesPage) },
];
