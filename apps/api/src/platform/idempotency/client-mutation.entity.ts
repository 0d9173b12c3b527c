import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../database';

/** Remembers what a client's mutation made, so that sending it again makes nothing. */
@Entity({ name: 'client_mutations' })
export class ClientMutation {
  @PrimaryColumn(ID)
  viewerId!: string;

  /** Made by the client. */
  @PrimaryColumn(ID)
  clientMutationId!: string;

  /** Which mutation it was. */
  @Column({ type: 'varchar', length: 60 })
  operation!: string;

  /** What it made. */
  @Column(ID)
  resultId!: string;

  @Column(INSTANT)
  createdAt!: Date;
}
