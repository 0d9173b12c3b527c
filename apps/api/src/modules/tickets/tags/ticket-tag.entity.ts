import { LIMITS } from '@ccr/domain';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID } from '../../../platform/database';

/** One of the words by which the staff sort a ticket. */
@Entity({ name: 'ticket_tags' })
@Index('ix_ticket_tags_tag', ['tag', 'ticketId'])
export class TicketTag {
  @ForeignKey('Ticket', { name: 'fk_ticket_tags_ticket', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  ticketId!: string;

  @PrimaryColumn({ type: 'varchar', length: LIMITS.ticket.tag })
  tag!: string;
}
