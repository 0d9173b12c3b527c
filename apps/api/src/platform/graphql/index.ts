export { createApollo } from './apollo';
export { buildContract, type ResolverClasses } from './contract';
export type { Client, GraphqlContext, SessionCookie, SignedInContext } from './context';
export { Loaders } from './loaders';
export { stream } from './stream';
export { TextField } from './text-field';
export { ResolverInstances } from './resolver-instances';
export { SocketRegistry } from './socket-registry';
export { createWebSocketHandler } from './websocket';
