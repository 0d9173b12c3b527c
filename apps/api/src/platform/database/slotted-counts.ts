import type { EntityManager } from 'typeorm';
import type { Database } from './database';

interface Change {
  readonly key: readonly string[];
  readonly slots: number;
  by: number;
}

/**
 * Numbers that are changed in the unit of work that changes what they count, so that they are true whenever it commits.
 * Such a row is wanted by every unit of work at once; therefore each number is the sum of some slots, one of which a
 * unit takes at random, in a fixed order and as the last thing that it does.
 */
export class SlottedCounts {
  private readonly pending = new WeakMap<EntityManager, Map<string, Change>>();

  /** `keys` are the columns that tell a number from the others; beside them the table has `slot` and `number`. */
  constructor(
    private readonly database: Database,
    private readonly table: string,
    private readonly keys: readonly string[],
  ) {}

  /** Adds to a number in the caller's unit of work. `slots`: how many the number has; one where few want it. */
  async add(key: readonly string[], by: number, slots = 1): Promise<void> {
    const { manager } = this.database;
    const changes = this.pending.get(manager) ?? new Map<string, Change>();
    const name = JSON.stringify(key);
    const change = changes.get(name) ?? { key, slots, by: 0 };
    change.by += by;
    changes.set(name, change);
    if (this.pending.has(manager)) return;
    this.pending.set(manager, changes);
    await this.database.beforeCommit(() => this.write());
  }

  /** Writes what was added so far in the caller's unit of work, which reads true numbers from here on. */
  async write(): Promise<void> {
    const { manager } = this.database;
    const pending = [...(this.pending.get(manager) ?? [])];
    this.pending.delete(manager);
    const changes = pending.filter(([, { by }]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
    if (changes.length === 0) return;
    const turn = Math.random();
    const rows = changes.flatMap(([, { key, slots, by }]) => [...key, Math.floor(turn * slots), by]);
    const row = `(${[...this.keys, 'slot', 'number'].map(() => '?').join(', ')})`;
    await manager.query(
      `INSERT INTO ${this.table} (${this.keys.join(', ')}, slot, number) VALUES ${changes.map(() => row).join(', ')} ${this.onDuplicate()}`,
      rows,
    );
  }

  private onDuplicate(): string {
    return this.database.isEmbedded
      ? `ON CONFLICT (${this.keys.join(', ')}, slot) DO UPDATE SET number = number + excluded.number`
      : 'ON DUPLICATE KEY UPDATE number = number + VALUES(number)';
  }
}
