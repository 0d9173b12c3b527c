import type { Role, TokenScope } from '@ccr/domain';

/** What proves who the viewer is. Ending it ends what was opened with it. */
export type Credential =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'token'; readonly id: string; readonly scopes: readonly TokenScope[] };

/** Whoever the current request acts for. */
export interface Viewer {
  readonly id: string;
  readonly role: Role;
  readonly credential: Credential;
}

/** The live topic on which the end of a credential is told, so that its sockets close. */
export const credentialTopic = (credentialId: string): string => `credential:${credentialId}`;
