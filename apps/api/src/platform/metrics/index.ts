export { registerMetrics } from './metrics.routes';
export { Metrics, type Count, type Timing } from './metrics';
export { watchProcess } from './watch-process';
