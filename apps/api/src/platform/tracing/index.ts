export { traceStatements } from './statements';
export { createTracing, type Tracing } from './tracing';
