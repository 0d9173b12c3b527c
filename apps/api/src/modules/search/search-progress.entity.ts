import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID } from '../../platform/database';

/** How far what was there before the index has been taken into it. */
@Entity({ name: 'search_progress' })
export class SearchProgress {
  /** `tickets` or `messages`. */
  @PrimaryColumn({ type: 'varchar', length: 20 })
  kind!: string;

  /** The last id that was taken in. */
  @Column({ ...ID, default: '' })
  after!: string;

  @Column({ type: 'boolean', default: false })
  done!: boolean;
}
