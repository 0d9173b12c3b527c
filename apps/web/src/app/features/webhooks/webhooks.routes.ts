import type { Routes } from '@angular/router';

/** Other people's programs that are told of what happens. */
export const webhookRoutes: Routes = [
  { path: '', title: 'Webhooks', loadComponent: () => import('./webhooks-page').then((m) => m.WebhooksPage) },
  { path: ':webhookId', title: 'Webhook', loadComponent: () => import('./webhook-page').then((m) => m.WebhookPage) },
];
