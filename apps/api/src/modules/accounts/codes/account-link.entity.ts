import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../../platform/database';

/** What a mailed link is good for. */
export enum LinkPurpose {
  /** Choose the first password. */
  INVITATION = 'INVITATION',
  /** "This wasn't me." */
  REPORT_SIGN_IN = 'REPORT_SIGN_IN',
}

/** A link that was mailed to someone. Its secret is not kept: `SecretKey` makes it from the id. */
@Entity({ name: 'account_links' })
@Index('ux_account_links_secret', ['secretHash'], { unique: true })
@Index('ix_account_links_user', ['userId'])
export class AccountLink {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_account_links_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  @Column(ENUM)
  purpose!: LinkPurpose;

  @Column({ type: 'varchar', length: 64 })
  secretHash!: string;

  @Column(INSTANT)
  createdAt!: Date;

  @Column(INSTANT)
  expiresAt!: Date;

  /** When it was used or replaced: it is good for nothing since. */
  @Column({ ...INSTANT, nullable: true })
  endedAt!: Date | null;
}
