export { logError } from './log-error';
export { createLogger } from './logger';
export { currentScope, outsideOfRequests, RequestScope } from './request-scope';
