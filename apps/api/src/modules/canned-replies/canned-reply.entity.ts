import { LIMITS } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';
import { LONG_TEXT } from '../../platform/graphql';

const { title, shortcut } = LIMITS.cannedReply;

/** A text that the staff keep to answer with. */
@ObjectType({ description: 'A text that the staff keep to answer with.', simpleResolvers: true })
@Entity({ name: 'canned_replies' })
@Index('ux_canned_replies_scope_shortcut', ['scope', 'shortcut'], { unique: true })
@Index('ix_canned_replies_owner', ['ownerId'])
export class CannedReply {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  /** Whose it is; null when it is everybody's. */
  @ForeignKey('User', { name: 'fk_canned_replies_owner', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  ownerId!: string | null;

  /** Among which replies the shortcut is unique: `scopeOf` its owner. An index takes nulls for different from each other. */
  @Column({ type: 'varchar', length: 40 })
  scope!: string;

  @Field(() => String, { description: 'What it is called.' })
  @Column({ type: 'varchar', length: title })
  title!: string;

  @Field(() => String, { description: 'What it is found by, after a slash: small letters, digits, hyphens.' })
  @Column({ type: 'varchar', length: shortcut })
  shortcut!: string;

  @Field(() => String, { complexity: LONG_TEXT, description: 'The text. What is in double braces, such as `{{customer.name}}`, is filled by who uses it.' })
  @Column({ type: 'text' })
  body!: string;

  @Field(() => Date, { description: 'When it was made.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Column(INSTANT)
  updatedAt!: Date;

  @Field(() => Boolean, { description: "Whether it is the whole staff's, and only admins change it; otherwise it is your own." })
  get shared(): boolean {
    return this.ownerId === null;
  }
}

/** The name of all replies of one owner, or of those that are everybody's. */
export const scopeOf = (ownerId: string | null): string => ownerId ?? 'shared';
