export { type Authentication, Authenticator, type CredentialSource } from './authenticator';
export { authChecker, Authorized, Public } from './guard';
export { hashSecret, newSecret } from './secrets';
export { credentialTopic, type Viewer } from './viewer';
