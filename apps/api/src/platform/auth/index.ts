export { type Authentication, Authenticator, type CredentialSource } from './authenticator';
export { authChecker, Authorized, Public } from './guard';
export type { KeyPair } from './key-pair';
export { ownSecret } from './own-secret';
export { SecretKey } from './secret-key';
export { hashSecret, newSecret } from './secrets';
export { type Credential, credentialTopic, type Viewer } from './viewer';
