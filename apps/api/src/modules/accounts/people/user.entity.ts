import { Availability, LIMITS, Role } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../../platform/database';

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
@Index('ix_users_deletion_due', ['deletionDueAt'])
@Index('ix_users_role_created', ['role', 'createdAt', 'id'])
export class User {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @Field(() => String, { description: 'What they are called.' })
  @Column({ type: 'varchar', length: LIMITS.person.name })
  name!: string;

  /**
   * In lower case, so that the same address can't sign up twice, and compared letter by letter: MariaDB would take é for
   * e; the embedded database does it by itself. Shown by `UserResolver` to those who may see it.
   */
  @Column({ type: 'varchar', length: LIMITS.person.email, collation: 'utf8mb4_bin' })
  email!: string;

  /** E.164. Shown by `UserResolver` to those who may see it. */
  @Column({ type: 'varchar', length: LIMITS.person.mobile, nullable: true })
  mobile!: string | null;

  /** When they proved that text messages to the number reach them; until then none goes there but the code for it. */
  @Column({ ...INSTANT, nullable: true })
  mobileVerifiedAt!: Date | null;

  @Field(() => Role, { description: 'What they are in the shop.' })
  @Column(ENUM)
  role!: Role;

  /** When they proved that mail to the address reaches them; until then mail waits. Staff are vouched for by an admin. */
  @Column({ ...INSTANT, nullable: true })
  emailVerifiedAt!: Date | null;

  /** BCP 47, one of `LANGUAGES`; null is the first of them. */
  @Column({ type: 'varchar', length: 10, nullable: true })
  language!: string | null;

  /** An IANA name such as Europe/Berlin; null is the browser's own. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  timeZone!: string | null;

  /** Argon2id, in its own encoded form with salt and parameters. Never leaves the server. Null until an invitation is accepted, and once erased: nobody can sign in. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  passwordHash!: string | null;

  /** Somebody else chose the password. */
  @Column({ type: 'boolean', default: false })
  mustChangePassword!: boolean;

  /** When signing in began to need a second factor; the factor itself is a row of its own. */
  @Column({ ...INSTANT, nullable: true })
  secondFactorAt!: Date | null;

  /** How many active tickets an agent takes at most; null is any number. */
  @Column({ type: 'int', nullable: true })
  capacity!: number | null;

  /** Whether an agent takes tickets now. */
  @Column({ ...ENUM, default: Availability.ON })
  availability!: Availability;

  /** They can do nothing any more, until an admin lets them in again. */
  @Column({ ...INSTANT, nullable: true })
  deactivatedAt!: Date | null;

  /** When the account that its owner has deleted is erased; signing in before cancels it. */
  @Column({ ...INSTANT, nullable: true })
  deletionDueAt!: Date | null;

  /** When everything personal was erased. The row stays, for the tickets that point to it. */
  @Column({ ...INSTANT, nullable: true })
  erasedAt!: Date | null;

  @Field(() => Date, { description: 'When they joined.' })
  @Column(INSTANT)
  createdAt!: Date;

  /** How many events happened to them. */
  @Column({ type: 'int' })
  lastSeq!: number;
}
