import type { GraphqlContext, SessionCookie } from '../../../platform/graphql';
import type { User } from '../people/user.entity';
import type { BegunSession } from './session.service';

/** Gives a session that was just begun to the browser that asks, which acts as its owner for the rest of the request. */
export function handOver(begun: BegunSession, cookie: SessionCookie, context: GraphqlContext): { viewer: User } {
  const { user, session, secret, viewer } = begun;
  cookie.set(secret, session.remember ? session.expiresAt : null);
  context.viewer = viewer;
  return { viewer: user };
}
