import { MessageKind } from '@ccr/domain';
import { Field, ID as GraphqlID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';
import { LONG_TEXT } from '../../platform/graphql';

registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: 'Who a message is for.',
  valuesConfig: {
    REPLY: { description: 'Both sides see it.' },
    NOTE: { description: 'Only staff see it.' },
  },
});

/** One entry of the conversation in a ticket. */
@ObjectType({ description: 'One entry of the conversation in a ticket.', simpleResolvers: true })
@Entity({ name: 'messages' })
@Index('ux_messages_ticket_seq', ['ticketId', 'seq'], { unique: true })
export class Message {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('Ticket', { name: 'fk_messages_ticket', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  ticketId!: string;

  @Field(() => Int, { description: 'The `seq` of the event that it was sent with.' })
  @Column({ type: 'int' })
  seq!: number;

  @Field(() => MessageKind, { description: 'Who it is for.' })
  @Column(ENUM)
  kind!: MessageKind;

  @Field(() => String, { complexity: LONG_TEXT, description: 'The text, as it was typed.' })
  @Column({ type: 'text' })
  body!: string;

  @ForeignKey('User', { name: 'fk_messages_author', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  authorId!: string;

  @ForeignKey('Message', { name: 'fk_messages_reply_to', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  replyToId!: string | null;

  @Field(() => Boolean, { description: 'Whether nobody wrote it just now: it is the first answer that an admin has set for the topic.' })
  @Column({ type: 'boolean', default: false })
  automatic!: boolean;

  @Field(() => Date, { description: 'When it was sent.' })
  @Column(INSTANT)
  createdAt!: Date;
}
