import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ID } from '../../platform/database';

/** That a term stands in a document of a ticket, and how much it weighs there. */
@Entity({ name: 'search_postings', withoutRowid: true })
@Index('ix_search_postings_term', ['term', 'ticketId', 'internal'])
export class SearchPosting {
  @PrimaryColumn(ID)
  ticketId!: string;

  /** Compared byte by byte on every engine: what is the same was made the same before. */
  @PrimaryColumn({ type: 'varchar', length: 40, collation: 'utf8mb4_bin' })
  term!: string;

  /** Which document: `SUBJECT`, `DESCRIPTION`, or the `seq` of a message. */
  @PrimaryColumn({ type: 'int' })
  doc!: number;

  @Column({ type: 'int' })
  weight!: number;

  /** Whether it stands in a note. */
  @Column({ type: 'boolean' })
  internal!: boolean;
}
