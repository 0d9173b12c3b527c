import { Column } from 'typeorm';
import { ID, INSTANT } from '../database';

/**
 * The columns of a row that a worker has to deal with once, however many workers there are and whichever crash.
 * The table needs an index on `dueAt`.
 */
export abstract class LeasedRow {
  abstract id: string;

  /** When a worker should take it next; null once it is done. While it is leased: when the lease runs out. */
  @Column({ ...INSTANT, nullable: true })
  dueAt!: Date | null;

  /** How often a worker has taken it. */
  @Column({ type: 'int' })
  attempts!: number;

  /** Who has it now. */
  @Column({ ...ID, nullable: true })
  leaseToken!: string | null;
}

/** The values of a row that waits to be taken from `dueAt` on. */
export const waiting = (dueAt: Date): Pick<LeasedRow, 'dueAt' | 'attempts' | 'leaseToken'> => ({
  dueAt,
  attempts: 0,
  leaseToken: null,
});
