/** Has the worker go through all texts again. `query` runs a statement, on either engine and without the entities. */
export const reindex = (query: (sql: string) => Promise<unknown>): Promise<unknown> => query("UPDATE search_progress SET `after` = '', done = 0");
