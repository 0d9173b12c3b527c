export * from './columns';
export { Database } from './database';
export { isDuplicate } from './database-errors';
export { newId } from './id';
export { migrate } from './migrate';
