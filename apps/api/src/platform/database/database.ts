import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, Repository } from 'typeorm';
import type { Config } from '../config';
import { createDataSource, type DatabaseShape } from './data-source';
import { isRetryable } from './database-errors';
import { installSqliteGate } from './sqlite-gate';

interface Unit {
  readonly manager: EntityManager;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
}

const MAX_TRIES = 10;

/**
 * The one door to the database. Inside `unitOfWork` everything, however deep in the call, uses the same transaction;
 * outside it each statement stands alone. Nothing writes outside a unit of work.
 */
export class Database {
  private readonly ambient = new AsyncLocalStorage<Unit | null>();
  private readonly reader = new AsyncLocalStorage<EntityManager>();

  private constructor(readonly source: DataSource) {
    if (this.isEmbedded) installSqliteGate(source, () => Boolean(this.ambient.getStore()));
  }

  /** Connects. Throws when the database can't be reached. */
  static async open(config: Config['database'], shape: DatabaseShape): Promise<Database> {
    const source = await createDataSource(config, shape);
    await source.initialize();
    return new Database(source);
  }

  get isEmbedded(): boolean {
    return this.source.options.type === 'better-sqlite3';
  }

  /** The manager of the unit of work that the caller is in, else the one that it is `reading` with, else the data source's own. */
  get manager(): EntityManager {
    return this.ambient.getStore()?.manager ?? this.reader.getStore() ?? this.source.manager;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /**
   * Runs `work` in one transaction and resolves once it is durably committed. A unit within a unit joins it. When the
   * engine breaks a deadlock at our cost the whole work runs again, so it must do nothing but read and write rows.
   */
  async unitOfWork<T>(work: () => Promise<T>): Promise<T> {
    if (this.ambient.getStore()) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === MAX_TRIES || !isRetryable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      }
    }
  }

  /** Runs work whose lone statements go to that manager; its units of work go where all do. */
  reading<T>(manager: EntityManager, work: () => Promise<T>): Promise<T> {
    return this.reader.run(manager, work);
  }

  /**
   * Calls back as the last thing of the unit of work, inside of it; at once where there is none. For rows that many
   * units want: the later one takes them, the shorter others wait.
   */
  async beforeCommit(callback: () => Promise<void>): Promise<void> {
    const unit = this.ambient.getStore();
    if (unit) unit.beforeCommit.push(callback);
    else await callback();
  }

  /** Calls back once the unit of work has committed, outside of it; at once where there is none. */
  afterCommit(callback: () => void): void {
    const unit = this.ambient.getStore();
    if (unit) unit.afterCommit.push(callback);
    else callback();
  }

  /** Finds one row and holds it until the unit of work ends, so that others who want to change it wait. */
  async findAndLock<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T | null> {
    if (!this.ambient.getStore()) throw new Error('A row can only be locked inside a unit of work');
    // On the embedded database the unit of work itself is the lock: only one runs at a time.
    return this.repository(entity).findOne({
      where,
      ...(this.isEmbedded ? {} : { lock: { mode: 'pessimistic_write' } }),
    });
  }

  /** On the embedded database everything is then in its one file. */
  async close(): Promise<void> {
    if (this.isEmbedded && this.source.isInitialized) await this.source.query('PRAGMA wal_checkpoint(TRUNCATE)');
    await this.source.destroy();
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T> {
    const [beforeCommit, afterCommit]: [Unit['beforeCommit'], Unit['afterCommit']] = [[], []];
    const whole = async (): Promise<T> => {
      const result = await work();
      for (const callback of beforeCommit) await callback();
      return result;
    };
    const run = (manager: EntityManager): Promise<T> => this.ambient.run({ manager, beforeCommit, afterCommit }, whole);
    const result = this.isEmbedded
      ? await this.source.transaction(run)
      : await this.source.transaction('READ COMMITTED', run); // locked rows are read as they are now, not as of the start
    this.ambient.run(null, () => afterCommit.forEach((callback) => callback()));
    return result;
  }
}
