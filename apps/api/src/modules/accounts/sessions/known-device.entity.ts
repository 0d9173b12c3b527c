import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

/** A browser from which a person has signed in before, known by a cookie of its own. */
@Entity({ name: 'known_devices' })
@Index('ux_known_devices_user_secret', ['userId', 'secretHash'], { unique: true })
export class KnownDevice {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_known_devices_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  @Column({ type: 'varchar', length: 64 })
  secretHash!: string;

  @Column(INSTANT)
  lastSeenAt!: Date;
}
