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
    path: 'search',
    canActivate: [signedIn],
    loadChildren: () => import('../features/search/search.routes').then((m) => m.searchRoutes),
  },
  {
    path: 'overview',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/overview/overview.routes').then((m) => m.overviewRoutes),
  },
  {
    path: 'people',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/accounts/accounts.routes').then((m) => m.peopleRoutes),
  },
  {
    path: 'topics',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/topics/topics.routes').then((m) => m.topicRoutes),
  },
  {
    path: 'canned-replies',
    canMatch: [onlyFor(Role.AGENT, Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/canned-replies/canned-replies.routes').then((m) => m.cannedReplyRoutes),
  },
  {
    path: 'audit',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/accounts/accounts.routes').then((m) => m.auditRoutes),
  },
  {
    path: 'deliveries',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/notifications/deliveries.routes').then((m) => m.deliveryRoutes),
  },
  {
    path: 'webhooks',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/webhooks/webhooks.routes').then((m) => m.webhookRoutes),
  },
  {
    path: 'feedback',
    canMatch: [onlyFor(Role.ADMIN)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/feedback/feedback.routes').then((m) => m.feedbackRoutes),
  },
  {
    path: 'feedback',
    canMatch: [onlyFor(Role.CUSTOMER, Role.AGENT)],
    canActivate: [signedIn],
    loadChildren: () => import('../features/feedback/feedback.routes').then((m) => m.myFeedbackRoutes),
  },
  {
    path: 'account',
    canActivate: [signedIn],
    loadChildren: () => import('../features/accounts/accounts.routes').then((m) => m.accountRoutes),
  },
  {
    path: 'unsubscribe',
    canActivate: [anybody],
    loadChildren: () => import('../features/notifications/unsubscribe.routes').then((m) => m.unsubscribeRoutes),
  },
  {
    path: '**',
    title: 'Page not found',
    canActivate: [anybody],
    loadComponent: () => import('./pages/not-found-page').then((m) => m.NotFoundPage),
  },
];
