import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

/** The secret that a person's authenticator app shares with us (TOTP, RFC 6238). */
@Entity({ name: 'second_factors' })
export class SecondFactor {
  @ForeignKey('User', { name: 'fk_second_factors_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  userId!: string;

  /** Encrypted by `SecretKey`. */
  @Column({ type: 'varchar', length: 255 })
  sealedSecret!: string;

  /** Null until the first code has shown that the app has the secret. */
  @Column({ ...INSTANT, nullable: true })
  confirmedAt!: Date | null;

  /** The last time step of which a code was taken: each is good once (RFC 6238 §5.2). */
  @Column({ type: 'int' })
  lastStep!: number;

  @Column(INSTANT)
  createdAt!: Date;
}
