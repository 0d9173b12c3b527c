export * from './columns';
export { type DatabaseShape } from './data-source';
export { Database } from './database';
export { isDuplicate } from './database-errors';
export { newId } from './id';
export { migrate } from './migrate';
