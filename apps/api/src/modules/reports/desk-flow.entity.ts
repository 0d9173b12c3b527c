import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ENUM } from '../../platform/database';

/** What comes to the desk and leaves it. */
export type FlowKind = 'RAISED' | 'RESOLVED';

/** How many tickets came or went in a quarter of an hour, which every zone's hours are made of: the sum over the slots. */
@Entity({ name: 'desk_flow' })
export class DeskFlow {
  /** When it began, in UTC: 2026-03-01T09:45. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  quarter!: string;

  @PrimaryColumn(ENUM)
  kind!: FlowKind;

  @PrimaryColumn({ type: 'int' })
  slot!: number;

  @Column({ type: 'int' })
  number!: number;
}
