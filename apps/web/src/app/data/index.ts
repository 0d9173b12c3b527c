export { Api, LOADING, type Load } from './api';
export { createCache } from './cache';
export { Connection, type ConnectionState } from './connection';
export { Drafts } from './drafts';
export { LiveSocket } from './live-socket';
export { newId } from './new-id';
export { Problem, toProblem } from './problem';
export { provideData } from './provide-data';
export { SessionDoubt } from './session-doubt';
