import type { Logger } from 'typeorm';
import type { Database } from '../platform/database';

/** So long nothing is asked for once what happened before has been told and sent. */
const STILL_MS = 250;
const MOST_WAITS = 40;

/** The workers look for work by themselves every now and then. */
const isLookingForWork = (statement: string): boolean => /\b(dueAt|closesAt)\W*<=/.test(statement);

/** Notes the statements that a data source runs, but for those of idle workers, and says nothing. */
class Counter implements Logger {
  readonly statements: string[] = [];
  logQuery(statement: string): void {
    if (!isLookingForWork(statement)) this.statements.push(statement);
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}

  /** What happened before is still being told to the handlers, and mailed. */
  async untilStill(): Promise<void> {
    let seen = -1;
    for (let waits = 0; waits < MOST_WAITS && seen !== this.statements.length; waits++) {
      seen = this.statements.length;
      await new Promise((resolve) => setTimeout(resolve, STILL_MS));
    }
    this.statements.length = 0;
  }
}

/** The statements that run meanwhile, but for those of the workers and for what happened before. */
export async function statementsDuring({ source }: Database, work: () => Promise<unknown>): Promise<string[]> {
  const usual = source.logger;
  const counter = new Counter();
  source.logger = counter;
  try {
    await counter.untilStill();
    await work();
  } finally {
    source.logger = usual;
  }
  return counter.statements;
}
