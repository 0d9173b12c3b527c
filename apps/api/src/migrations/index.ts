import { FirstTables1795000000000 } from './1795000000000-first-tables';

/** In the order in which they run. A migration that was released is never changed: add another one. */
export const migrations = [FirstTables1795000000000];
