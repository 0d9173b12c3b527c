import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ENUM, ID } from '../../../platform/database';

/** How many tickets somebody has in a bucket: the sum of `number` over the slots. Kept by `TicketCounter`. */
@Entity({ name: 'ticket_counts' })
export class TicketCount {
  /** Whose tickets: a `CountKind`. */
  @PrimaryColumn(ENUM)
  kind!: string;

  /** The person or topic; empty for the shop, and for no topic. */
  @PrimaryColumn(ID)
  ownerId!: string;

  /** A status, or a `Waiting`. */
  @PrimaryColumn(ENUM)
  bucket!: string;

  @PrimaryColumn({ type: 'int' })
  slot!: number;

  @Column({ type: 'int' })
  number!: number;
}
