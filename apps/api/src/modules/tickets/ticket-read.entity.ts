import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';

/** How far a person has, and has read, a ticket. There is none until they have it, or have done something. */
@Entity({ name: 'ticket_reads' })
@Index('ix_ticket_reads_user', ['userId'])
export class TicketRead {
  @ForeignKey('Ticket', { name: 'fk_ticket_reads_ticket', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  ticketId!: string;

  @ForeignKey('User', { name: 'fk_ticket_reads_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  userId!: string;

  /** The last event that they have read; 0 while they have only done something. */
  @Column({ type: 'int' })
  seq!: number;

  /** How many of the events that they may see are not unread to them: those up to `seq`, and their own after it. */
  @Column({ type: 'int' })
  readCount!: number;

  /** The last event that a page or a program of theirs has fetched without showing it yet; what is read counts as fetched. */
  @Column({ type: 'int', default: 0 })
  deliveredSeq!: number;

  /** When they read it last. */
  @Column(INSTANT)
  updatedAt!: Date;
}
