import { type Duty, OPEN_DURING_DUTY, type Permission, roleAllows, scopesAllow } from '@ccr/domain';
import { Authorized as TypeGraphQLAuthorized, type AuthCheckerFn, Extensions } from 'type-graphql';
import { forbidden, UserError } from '../errors';
import type { GraphqlContext } from '../graphql/context';

/** Guards a root field: the viewer's role, and a token's scopes, must open the permission. */
export const Authorized = (permission: Permission): PropertyDecorator & MethodDecorator =>
  TypeGraphQLAuthorized<Permission>(permission);

/** Says that a root field is open to everyone, signed in or not. */
export const Public = (): PropertyDecorator & MethodDecorator => Extensions({ public: true });

const DUTY_WORDS: Record<Duty, string> = {
  CHANGE_PASSWORD: 'Choose a password of your own first.',
  SET_UP_SECOND_FACTOR: 'Set up a second factor first: the shop insists on one for its staff.',
};

/** The role guard. Throws instead of answering no, so that the caller learns why. */
export const authChecker: AuthCheckerFn<GraphqlContext, Permission> = ({ context: { viewer } }, [permission]) => {
  if (!viewer) throw new UserError('UNAUTHENTICATED', 'Sign in to do this.');
  if (!permission || !roleAllows(viewer.role, permission)) throw forbidden();
  const [duty] = viewer.duties;
  if (duty && !OPEN_DURING_DUTY.includes(permission)) throw forbidden(DUTY_WORDS[duty]);
  if (viewer.credential.kind === 'token' && !scopesAllow(viewer.credential.scopes, permission)) {
    throw forbidden('This access token has no scope for this.');
  }
  return true;
};
