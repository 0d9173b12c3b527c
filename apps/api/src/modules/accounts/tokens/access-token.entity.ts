import { LIMITS, TokenScope } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

registerEnumType(TokenScope, {
  name: 'TokenScope',
  description: 'What an access token may be used for. It never gives more than its owner may do.',
  valuesConfig: {
    TICKETS_READ: { description: 'Read topics, tickets, their events and the people in them.' },
    TICKETS_WRITE: { description: 'The same, and whatever you may do to tickets; your own canned replies.' },
    ADMIN_WRITE: { description: 'What admins do to people, topics and the canned replies of all staff.' },
  },
});

/** A secret with which a program acts for a person. */
@ObjectType({ description: 'A secret with which a program acts for a person.', simpleResolvers: true })
@Entity({ name: 'access_tokens' })
@Index('ux_access_tokens_secret', ['secretHash'], { unique: true })
@Index('ix_access_tokens_user', ['userId'])
export class AccessToken {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_access_tokens_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  @Field(() => String, { description: 'What its owner calls it.' })
  @Column({ type: 'varchar', length: LIMITS.accessToken.name })
  name!: string;

  @Column({ type: 'varchar', length: 64 })
  secretHash!: string;

  @Field(() => [TokenScope], { description: 'What it may be used for.' })
  @Column({ type: 'simple-json' })
  scopes!: TokenScope[];

  @Field(() => Date, { description: 'When it was made.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it ends by itself; null when it does not.' })
  @Column({ ...INSTANT, nullable: true })
  expiresAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was used last, give or take five minutes.' })
  @Column({ ...INSTANT, nullable: true })
  lastUsedAt!: Date | null;
}
