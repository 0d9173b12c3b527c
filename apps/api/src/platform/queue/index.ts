export { backlog, backlogs } from './backlog';
export { LeasedQueue, type Batch } from './leased-queue';
export { LeasedRow, waiting } from './leased-row';
export { Worker } from './worker';
