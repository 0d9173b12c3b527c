export { createLogger, withRequestId } from './logger';
