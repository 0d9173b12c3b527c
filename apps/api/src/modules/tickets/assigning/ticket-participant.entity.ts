import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID } from '../../../platform/database';

/** An agent to whom an admin has opened a ticket. `Ticket.participantIds` says the same, for the policy; both change together. */
@Entity({ name: 'ticket_participants' })
@Index('ix_ticket_participants_user', ['userId', 'ticketId'])
export class TicketParticipant {
  @ForeignKey('Ticket', { name: 'fk_ticket_participants_ticket', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  ticketId!: string;

  @ForeignKey('User', { name: 'fk_ticket_participants_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  userId!: string;
}
