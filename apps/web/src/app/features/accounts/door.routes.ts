import type { Routes } from '@angular/router';
import { anybody, signedIn, signedOut, withDuties } from './session.guards';

/** The doors: the ways in, and what can be done from outside. */
export const doorRoutes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    canActivate: [signedOut],
    loadComponent: () => import('./sign-in/sign-in-page').then((m) => m.SignInPage),
  },
  {
    path: 'sign-up',
    title: 'Sign up',
    canActivate: [signedOut],
    loadComponent: () => import('./sign-up/sign-up-page').then((m) => m.SignUpPage),
  },
  {
    path: 'forgot-password',
    title: 'Forgot your password?',
    canActivate: [anybody],
    loadComponent: () => import('./forgot-password/forgot-password-page').then((m) => m.ForgotPasswordPage),
  },
  {
    path: 'reset-password',
    title: 'Choose a new password',
    canActivate: [anybody],
    loadComponent: () => import('./reset-password/reset-password-page').then((m) => m.ResetPasswordPage),
  },
  {
    path: 'invitation',
    title: 'Your invitation',
    canActivate: [anybody],
    loadComponent: () => import('./invitation/invitation-page').then((m) => m.InvitationPage),
  },
  {
    path: 'not-me',
    title: 'Was it not you?',
    canActivate: [anybody],
    loadComponent: () => import('./not-me/not-me-page').then((m) => m.NotMePage),
  },
  {
    path: 'confirm-email',
    title: 'Confirm your e-mail',
    canActivate: [signedIn],
    loadComponent: () => import('./confirm-email/confirm-email-page').then((m) => m.ConfirmEmailPage),
  },
  {
    path: 'first-steps',
    title: 'First steps',
    canActivate: [withDuties],
    loadComponent: () => import('./first-steps/first-steps-page').then((m) => m.FirstStepsPage),
  },
];
