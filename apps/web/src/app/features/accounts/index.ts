export { closeWithSession } from './close-with-session';
export { doorRoutes } from './accounts.routes';
export { AgentsStore, type Agent } from './people/agents.store';
export { onlyFor, signedIn } from './session.guards';
export { SessionStore, type SessionEnd, type Viewer } from './session.store';
