import { Field, ID as GraphqlID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

/** A browser that is signed in. */
@ObjectType({ description: 'A browser that is signed in as you.', simpleResolvers: true })
@Entity({ name: 'sessions' })
@Index('ux_sessions_secret', ['secretHash'], { unique: true })
@Index('ix_sessions_user', ['userId'])
export class Session {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_sessions_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  /** The cookie's secret is not kept: who reads the table can't sign in with it. */
  @Column({ type: 'varchar', length: 64 })
  secretHash!: string;

  /** Stays for weeks, and over the end of the browser. */
  @Column({ type: 'boolean' })
  remember!: boolean;

  @Field(() => Date, { description: 'When it signed in.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was used last, give or take five minutes.' })
  @Column(INSTANT)
  lastUsedAt!: Date;

  /** What the browser said it is, when it signed in. */
  @Column({ type: 'varchar', length: 255, default: '' })
  userAgent!: string;

  /** Where it signed in from. */
  @Column({ type: 'varchar', length: 45, default: '' })
  ip!: string;

  @Field(() => Date, { description: 'When it ends unless it is used before.' })
  @Column(INSTANT)
  expiresAt!: Date;
}
