import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../database';
import { LeasedRow } from '../queue';

/**
 * A fact. The table is the timeline, the audit log, the outbox and the resume point of subscriptions at once: rows are
 * added and never changed, but for the columns that say whether every handler has been told.
 */
@Entity({ name: 'events' })
@Index('ux_events_stream_seq', ['streamId', 'seq'], { unique: true })
@Index('ix_events_due', ['dueAt'])
export class EventRow extends LeasedRow {
  @PrimaryColumn(ID)
  id!: string;

  /** What it happened to: the id of a ticket, of a person, … */
  @Column(ID)
  streamId!: string;

  /** 1, 2, 3 … within the stream, without gaps, in the order of the commits. */
  @Column({ type: 'int' })
  seq!: number;

  /** What happened, such as `TicketAssigned`. */
  @Column({ type: 'varchar', length: 60 })
  type!: string;

  @Column(INSTANT)
  at!: Date;

  /** Who did it; null when nobody did (a job, the first start). */
  @Column({ ...ID, nullable: true })
  actorId!: string | null;

  /** Only for the shop's own people. */
  @Column({ type: 'boolean', default: false })
  internal!: boolean;

  /** What the type says it is. Ids rather than copies: who may see the event may not see all that it points to. */
  @Column({ type: 'simple-json' })
  data!: Record<string, unknown>;
}
