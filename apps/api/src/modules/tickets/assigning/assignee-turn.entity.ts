import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

/** When an agent was given a ticket last. Whoever has none was never given one. */
@Entity({ name: 'assignee_turns' })
export class AssigneeTurn {
  @ForeignKey('User', { name: 'fk_assignee_turns_agent', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  agentId!: string;

  @Column(INSTANT)
  lastAssignedAt!: Date;
}
