import { SpanStatusCode } from '@opentelemetry/api';
import type { DataSource, QueryRunner } from 'typeorm';
import { currentScope } from '../logging';
import type { Tracing } from './tracing';

const LONGEST = 2_000;
/** Values that stand in the statement itself; all that people write is handed over beside it. */
const LITERAL = /'(?:[^'\\]|\\.|'')*'|\b\d+(?:\.\d+)?\b/g;

const textOf = (statement: string): string => statement.replace(LITERAL, '?').slice(0, LONGEST);

/** Makes a span of each statement that is run for a traced request; without the values. */
export function traceStatements(source: DataSource, tracing: Tracing): void {
  const { driver } = source;
  const system = source.options.type === 'better-sqlite3' ? 'sqlite' : source.options.type;
  const create = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode): QueryRunner => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (statement: string, ...rest: unknown[]) => Promise<unknown>;
    const traced = async (statement: string, ...rest: unknown[]): Promise<unknown> => {
      const parent = currentScope()?.span;
      if (!parent?.isRecording()) return query(statement, ...rest);
      const [name = ''] = /^\w+/.exec(statement.trim()) ?? [];
      const span = tracing.call(name.toUpperCase(), { 'db.system.name': system, 'db.query.text': textOf(statement) }, parent);
      try {
        return await query(statement, ...rest);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    };
    return Object.assign(runner, { query: traced });
  };
}
