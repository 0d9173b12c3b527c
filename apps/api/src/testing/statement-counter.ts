import type { Logger } from 'typeorm';
import type { Database } from '../platform/database';

/** Notes the statements that a data source runs, and says nothing. */
class Counter implements Logger {
  readonly statements: string[] = [];
  logQuery(statement: string): void {
    this.statements.push(statement);
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** The statements that run meanwhile, but for those of the workers, who look for work by themselves every now and then. */
export async function statementsDuring({ source }: Database, work: () => Promise<unknown>): Promise<string[]> {
  const usual = source.logger;
  const counter = new Counter();
  source.logger = counter;
  try {
    await work();
  } finally {
    source.logger = usual;
  }
  return counter.statements.filter((statement) => !/\b(dueAt|closesAt)\W*<=/.test(statement));
}
