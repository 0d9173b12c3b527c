import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router } from '@angular/router';
import type { Role } from '@ccr/domain';
import { SessionStore } from './session.store';

/** Lets the signed-in pass; the others sign in first and come back. */
export const signedIn: CanActivateFn = async (_route, { url }) => {
  const router = inject(Router);
  const viewer = await inject(SessionStore).ensure();
  return viewer ? true : router.createUrlTree(['/sign-in'], { queryParams: url === '/tickets' ? {} : { returnTo: url } });
};

/** For the doors themselves: whoever is in already goes to their tickets. */
export const signedOut: CanActivateFn = async () => {
  const router = inject(Router);
  return (await inject(SessionStore).ensure()) ? router.createUrlTree(['/']) : true;
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

/** For routes that exist only for some roles; for the others they are not there. */
export const onlyFor =
  (...roles: Role[]): CanMatchFn =>
  async () => {
    const viewer = await inject(SessionStore).ensure();
    return !viewer || roles.includes(viewer.role as Role);
  };
