import type { Routes } from '@angular/router';

/** The people of the shop: lazy, for admins. */
export const peopleRoutes: Routes = [
  { path: '', title: 'People', loadComponent: () => import('./people/people-page').then((m) => m.PeoplePage) },
];

/** What matters for security: lazy, for admins. */
export const auditRoutes: Routes = [
  { path: '', title: 'Audit', loadComponent: () => import('./audit/audit-page').then((m) => m.AuditPage) },
];

/** One's own account: lazy, for everyone who is signed in. */
export const accountRoutes: Routes = [
  {
    path: '',
    loadComponent: () => import('./account/account-frame').then((m) => m.AccountFrame),
    children: [
      { path: '', pathMatch: 'full', title: 'Profile', loadComponent: () => import('./account/profile/profile-page').then((m) => m.ProfilePage) },
      { path: 'security', title: 'Security', loadComponent: () => import('./account/security/security-page').then((m) => m.SecurityPage) },
      {
        path: 'notifications',
        title: 'Notifications',
        loadComponent: () => import('./account/notifications/notifications-page').then((m) => m.NotificationsPage),
      },
      { path: 'tokens', title: 'Access tokens', loadComponent: () => import('./account/tokens/tokens-page').then((m) => m.TokensPage) },
      { path: 'data', title: 'Your data', loadComponent: () => import('./account/own-data/own-data-page').then((m) => m.OwnDataPage) },
    ],
  },
];
