import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router } from '@angular/router';
import type { Role } from '@ccr/domain';
import { SessionStore } from './session.store';

/** Lets the signed-in pass; the others sign in first, or do what is asked of them first, and come back. */
export const signedIn: CanActivateFn = async (_route, { url }) => {
  const router = inject(Router);
  const viewer = await inject(SessionStore).ensure();
  if (viewer && !viewer.duties.length) return true;
  const queryParams = url === '/tickets' ? {} : { returnTo: url };
  return router.createUrlTree([viewer ? '/first-steps' : '/sign-in'], { queryParams });
};

/** For the doors themselves: whoever is in already goes to their tickets. */
export const signedOut: CanActivateFn = async () => {
  const router = inject(Router);
  return (await inject(SessionStore).ensure()) ? router.createUrlTree(['/']) : true;
};

/** For the first steps: only for those who have any to do. */
export const withDuties: CanActivateFn = async () => {
  const router = inject(Router);
  return (await inject(SessionStore).ensure())?.duties.length ? true : router.createUrlTree(['/']);
};

/** For pages that are there for everybody: the frame around them shows who is in, if that can be known. */
export const anybody: CanActivateFn = async () => {
  const session = inject(SessionStore);
  try {
    await session.ensure();
  } catch {
    // The page says the same to everybody.
  }
  return true;
};

/** For routes that exist only for some roles; for the others they are not there. Whoever is hindered is sent on by `signedIn`. */
export const onlyFor =
  (...roles: Role[]): CanMatchFn =>
  async () => {
    const viewer = await inject(SessionStore).ensure();
    return !viewer || viewer.duties.length > 0 || roles.includes(viewer.role as Role);
  };
