import type { DataSource, QueryResult } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner';

/** Lets one holder through at a time, first come, first served. */
class Gate {
  private last: Promise<void> = Promise.resolve();

  acquire(): Promise<() => void> {
    let open!: () => void;
    const mine = new Promise<void>((resolve) => (open = resolve));
    const turn = this.last.then(() => open);
    this.last = mine;
    return turn;
  }
}

/**
 * TypeORM's SQLite driver gives one shared query runner to everybody: overlapping transactions become savepoints of
 * each other, and an acknowledged write vanishes when a stranger rolls back. This gives each caller a runner of its own
 * and lets one transaction, or one lone statement, at a time use the connection.
 *
 * `insideUnit` tells whether the caller already holds a transaction. A statement that would bypass it fails at once;
 * it would otherwise wait for ever for a gate that its own caller holds.
 */
export function installSqliteGate(source: DataSource, insideUnit: () => boolean): void {
  const driver = source.driver as BetterSqlite3Driver;
  const gate = new Gate();
  const statements = new Map<string, unknown>();

  class GatedRunner extends BetterSqlite3QueryRunner {
    private release_: (() => void) | undefined;

    private enter(): Promise<() => void> {
      if (insideUnit()) throw new Error('This statement bypasses the open unit of work: use the ambient manager');
      return gate.acquire();
    }

    private leave(): void {
      const open = this.release_;
      this.release_ = undefined;
      open?.();
    }

    override async startTransaction(...args: Parameters<BetterSqlite3QueryRunner['startTransaction']>): Promise<void> {
      const outermost = this.release_ === undefined;
      if (outermost) this.release_ = await this.enter();
      try {
        await super.startTransaction(...args);
      } catch (error) {
        if (outermost) this.leave();
        throw error;
      }
    }

    override async commitTransaction(): Promise<void> {
      await super.commitTransaction(); // when it fails, TypeORM rolls back, and that opens the gate
      if (!this.isTransactionActive) this.leave();
    }

    override async rollbackTransaction(): Promise<void> {
      try {
        await super.rollbackTransaction();
      } finally {
        if (!this.isTransactionActive) this.leave();
      }
    }

    override query<T = QueryResult<unknown>>(...args: Parameters<BetterSqlite3QueryRunner['query']>): Promise<T>;
    override async query(...args: Parameters<BetterSqlite3QueryRunner['query']>): Promise<unknown> {
      const run = (): Promise<unknown> => super.query(...args);
      if (this.release_) return run();
      const open = await this.enter();
      try {
        return await run();
      } finally {
        open();
      }
    }

    override async release(): Promise<void> {
      if (this.isTransactionActive) await this.rollbackTransaction();
      this.leave();
      await super.release();
    }
  }

  driver.createQueryRunner = () => {
    const runner = new GatedRunner(driver);
    // Prepared statements belong to the connection, which all runners share.
    Object.assign(runner, { stmtCache: statements });
    return runner;
  };
}
