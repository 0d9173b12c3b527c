export { ConfirmEmailBanner } from './confirm-email/confirm-email-banner';
export { doorRoutes } from './door.routes';
export { anybody, onlyFor, signedIn } from './session.guards';
export { AvailabilityStore } from './people/availability.store';
export { SessionStore, type SessionEnd } from './session.store';
