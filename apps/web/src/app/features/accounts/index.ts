export { closeWithSession } from './close-with-session';
export { doorRoutes } from './accounts.routes';
export { AgentsStore } from './people/agents.store';
export { anybody, onlyFor, signedIn } from './session.guards';
export { SessionStore, type SessionEnd } from './session.store';
