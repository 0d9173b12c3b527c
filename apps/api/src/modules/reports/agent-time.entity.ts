import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';

/** What of an agent's work takes time. */
export type AgentTimeKind = 'FIRST_REPLY' | 'RESOLUTION';

/** How long it took an agent to answer a ticket first, and its assignee to resolve it. */
@Entity({ name: 'agent_times' })
@Index('ix_agent_times_agent', ['agentId', 'kind', 'at'])
@Index('ix_agent_times_kind', ['kind', 'at'])
export class AgentTime {
  @ForeignKey('Ticket', { name: 'fk_agent_times_ticket', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  ticketId!: string;

  @PrimaryColumn(ENUM)
  kind!: AgentTimeKind;

  @ForeignKey('User', { name: 'fk_agent_times_agent', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  agentId!: string;

  /** Since the ticket was raised. */
  @Column({ type: 'int' })
  seconds!: number;

  @Column(INSTANT)
  at!: Date;
}
