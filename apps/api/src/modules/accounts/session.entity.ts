import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';

/** A browser that is signed in. */
@Entity({ name: 'sessions' })
@Index('ux_sessions_secret', ['secretHash'], { unique: true })
@Index('ix_sessions_user', ['userId'])
export class Session {
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

  @Column(INSTANT)
  createdAt!: Date;

  @Column(INSTANT)
  lastUsedAt!: Date;

  /** When it ends unless it is used before. */
  @Column(INSTANT)
  expiresAt!: Date;
}
