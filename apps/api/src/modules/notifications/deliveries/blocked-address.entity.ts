import { LIMITS } from '@ccr/domain';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../../platform/database';

/** Why an address gets no mail any more. */
export enum BlockReason {
  BOUNCED = 'BOUNCED',
  DROPPED = 'DROPPED',
  REPORTED_AS_SPAM = 'REPORTED_AS_SPAM',
}

registerEnumType(BlockReason, {
  name: 'BlockReason',
  description: 'Why an address gets no mail any more.',
  valuesConfig: {
    BOUNCED: { description: 'Mail to it came back.' },
    DROPPED: { description: 'The provider did not even try: it keeps a list of its own.' },
    REPORTED_AS_SPAM: { description: 'Its owner said that our mail is spam.' },
  },
});

/** An address that gets no mail until an admin allows it again. */
@ObjectType({ description: 'An address that gets no mail until an admin allows it again.', simpleResolvers: true })
@Entity({ name: 'blocked_addresses' })
@Index('ux_blocked_addresses_address', ['address'], { unique: true })
@Index('ix_blocked_addresses_recipient', ['recipientId'])
export class BlockedAddress {
  /** Ordered by time. */
  @PrimaryColumn(ID)
  id!: string;

  /** Compared as `users.email` is. */
  @Field(() => String, { description: 'The address.' })
  @Column({ type: 'varchar', length: LIMITS.person.email, collation: 'utf8mb4_bin' })
  address!: string;

  /** Whom the mail was for that could not be delivered: it goes when they are erased. */
  @ForeignKey('User', { name: 'fk_blocked_addresses_recipient', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  recipientId!: string;

  @Field(() => BlockReason, { description: 'Why.' })
  @Column(ENUM)
  reason!: BlockReason;

  @Field(() => String, { nullable: true, description: "The same in the provider's words." })
  @Column({ type: 'varchar', length: 500, nullable: true })
  detail!: string | null;

  @Field(() => Date, { description: 'Since when.' })
  @Column(INSTANT)
  createdAt!: Date;
}
