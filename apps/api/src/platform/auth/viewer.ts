import type { Duty, Role, TokenScope } from '@ccr/domain';

/** What proves who the viewer is. Ending it ends what was opened with it. */
export type Credential =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'token'; readonly id: string; readonly scopes: readonly TokenScope[] };

/** Whoever the current request acts for. */
export interface Viewer {
  readonly id: string;
  readonly role: Role;
  readonly credential: Credential;
  /** What they have to do before anything else is open to them. */
  readonly duties: readonly Duty[];
  /** What they are expert in, if they are an agent; nobody else's sight depends on it. */
  readonly topicIds: readonly string[];
}

/** The live topic on which the end of a credential is told, so that its sockets close. */
export const credentialTopic = (credentialId: string): string => `credential:${credentialId}`;
