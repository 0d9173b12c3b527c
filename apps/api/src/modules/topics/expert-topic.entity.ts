import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';

/** An agent is an expert in a topic. */
@Entity({ name: 'expert_topics' })
@Index('ix_expert_topics_topic', ['topicId'])
export class ExpertTopic {
  @ForeignKey('User', { name: 'fk_expert_topics_agent', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  agentId!: string;

  @ForeignKey('Topic', { name: 'fk_expert_topics_topic', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  topicId!: string;

  @Column(INSTANT)
  createdAt!: Date;
}
