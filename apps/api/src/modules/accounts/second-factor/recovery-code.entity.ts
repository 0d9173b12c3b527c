import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

/** Stands in once for the authenticator app that was lost. */
@Entity({ name: 'recovery_codes' })
@Index('ix_recovery_codes_user', ['userId'])
export class RecoveryCode {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_recovery_codes_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  @Column({ type: 'varchar', length: 64 })
  codeHash!: string;

  @Column({ ...INSTANT, nullable: true })
  usedAt!: Date | null;
}
