import type { Viewer } from '../auth/viewer';
import type { BudgetState } from '../throttle';
import type { Loaders } from './loaders';
import type { ResolverInstances } from './resolver-instances';

/** Where a request came from, as far as it matters for throttling and for telling sessions apart. */
export interface Client {
  readonly ip: string;
  readonly userAgent: string;
}

/** Hands a session to the browser, or takes it back. A second cookie stays when the session ends. */
export interface SessionCookie {
  set(secret: string, expiresAt: Date | null): void;
  clear(): void;
  /** The secret by which the browser is known again; null when it brings none. */
  readonly device: string | null;
  setDevice(secret: string): void;
}

/** What resolvers get with each operation. */
export interface GraphqlContext {
  /** Null when signed out. Whoever signs in during the request is the viewer for the rest of it. */
  viewer: Viewer | null;
  readonly loaders: Loaders;
  readonly resolvers: ResolverInstances;
  readonly client: Client;
  /** What the viewer's budget is after this operation; null while nothing was taken from it, and when signed out. */
  budget: BudgetState | null;
  /** @throws UserError BAD_USER_INPUT on a WebSocket, which can't set cookies: ask for it before doing anything. */
  sessionCookie(): SessionCookie;
}

/** The same behind a guard: someone is signed in. */
export interface SignedInContext extends GraphqlContext {
  viewer: Viewer;
}
