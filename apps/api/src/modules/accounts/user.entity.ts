import { LIMITS, Role } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a person is in the shop.',
  valuesConfig: {
    CUSTOMER: { description: 'Buys, and raises tickets.' },
    AGENT: { description: 'Answers the tickets assigned to them.' },
    ADMIN: { description: 'Sees every ticket, makes agents, assigns tickets.' },
  },
});

/** A person: a customer, an agent or an admin. */
@ObjectType({ description: 'A person: a customer, an agent or an admin.', simpleResolvers: true })
@Entity({ name: 'users' })
@Index('ux_users_email', ['email'], { unique: true })
@Index('ix_users_role_created', ['role', 'createdAt', 'id'])
export class User {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @Field(() => String, { description: 'What they are called.' })
  @Column({ type: 'varchar', length: LIMITS.person.name })
  name!: string;

  /** In lower case, so that the same address can't sign up twice. Shown by `UserResolver` to those who may see it. */
  @Column({ type: 'varchar', length: LIMITS.person.email })
  email!: string;

  /** E.164. Shown by `UserResolver` to those who may see it. */
  @Column({ type: 'varchar', length: LIMITS.person.mobile, nullable: true })
  mobile!: string | null;

  @Field(() => Role, { description: 'What they are in the shop.' })
  @Column(ENUM)
  role!: Role;

  /** Argon2id, in its own encoded form with salt and parameters. Never leaves the server. */
  @Column({ type: 'varchar', length: 255 })
  passwordHash!: string;

  @Field(() => Date, { description: 'When they joined.' })
  @Column(INSTANT)
  createdAt!: Date;

  /** How many events happened to them. */
  @Column({ type: 'int' })
  lastSeq!: number;
}
