import type { Routes } from '@angular/router';

/** What people think of the help desk, for admins. */
export const feedbackRoutes: Routes = [
  { path: '', title: 'Feedback', loadComponent: () => import('./feedback-list/feedback-list-page').then((m) => m.FeedbackListPage) },
];

/** Where customers and agents say what they think. */
export const myFeedbackRoutes: Routes = [
  { path: '', title: 'Send feedback', loadComponent: () => import('./my-feedback/my-feedback-page').then((m) => m.MyFeedbackPage) },
];
