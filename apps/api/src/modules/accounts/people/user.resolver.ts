import { Availability, Duty, isStaff } from '@ccr/domain';
import { Ctx, FieldResolver, Int, registerEnumType, Resolver, Root } from 'type-graphql';
import { type GraphqlContext } from '../../../platform/graphql';
import { CodePurpose } from '../codes/one-time-code.entity';
import type { OneTimeCodes } from '../codes/one-time-codes';
import { AccountState, accountState } from './account-state';
import { User } from './user.entity';
import { isOneself, seesContactDetails, seesSafety, seesWork } from './user.policy';

registerEnumType(Duty, {
  name: 'Duty',
  description: 'What a person has to do before anything else in the shop is open to them.',
  valuesConfig: {
    CHANGE_PASSWORD: { description: 'Somebody else chose their password: `changePassword`.' },
    SET_UP_SECOND_FACTOR: { description: 'The shop insists on one for its staff: `startSecondFactor`, `confirmSecondFactor`.' },
  },
});

/** Asks once for each row that was read: a page of 50 tickets may show the same person 50 times. */
class OncePerRow<T> {
  private readonly answers = new WeakMap<User, Promise<T>>();

  constructor(private readonly ask: (person: User) => Promise<T>) {}

  of(person: User): Promise<T> {
    const answer = this.answers.get(person) ?? this.ask(person);
    this.answers.set(person, answer);
    return answer;
  }
}

/** What is shown of a person, to whom: the columns that not everybody may see. */
@Resolver(() => User)
export class UserResolver {
  private readonly pendingEmailOf: OncePerRow<string | null>;

  constructor(codes: OneTimeCodes) {
    this.pendingEmailOf = new OncePerRow(async ({ id }) => (await codes.current(id, CodePurpose.CHANGE_EMAIL))?.address ?? null);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Null unless it is your own or you are staff.' })
  email(@Root() person: User, @Ctx() { viewer }: GraphqlContext): string | null {
    return seesContactDetails(viewer, person) && person.erasedAt === null ? person.email : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether mail to the address is known to arrive. Null unless it is your own or you are staff.',
  })
  emailVerified(@Root() person: User, @Ctx() { viewer }: GraphqlContext): boolean | null {
    return seesContactDetails(viewer, person) && person.erasedAt === null ? person.emailVerifiedAt !== null : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The address that waits to be confirmed. Null unless it is your own, and when none waits.',
  })
  async pendingEmail(@Root() person: User, @Ctx() { viewer }: GraphqlContext): Promise<string | null> {
    return isOneself(viewer, person) ? this.pendingEmailOf.of(person) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'E.164. Null unless it is your own or you are staff.' })
  mobile(@Root() person: User, @Ctx() { viewer }: GraphqlContext): string | null {
    return seesContactDetails(viewer, person) ? person.mobile : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether text messages to the number are known to arrive. Null unless it is your own or you are staff, and when there is no number.',
  })
  mobileVerified(@Root() person: User, @Ctx() { viewer }: GraphqlContext): boolean | null {
    return seesContactDetails(viewer, person) && person.mobile !== null ? person.mobileVerifiedAt !== null : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'BCP 47, one of those that can be chosen. Null unless it is your own.',
  })
  language(@Root() person: User, @Ctx() { viewer }: GraphqlContext): string | null {
    return isOneself(viewer, person) ? person.language : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "An IANA name such as Europe/Berlin; null when the browser's own is used, and unless it is your own.",
  })
  timeZone(@Root() person: User, @Ctx() { viewer }: GraphqlContext): string | null {
    return isOneself(viewer, person) ? person.timeZone : null;
  }

  @FieldResolver(() => [Duty], { description: 'What you have to do before anything else is open to you; empty for others.' })
  duties(@Root() person: User, @Ctx() { viewer }: GraphqlContext): readonly Duty[] {
    return viewer && isOneself(viewer, person) ? viewer.duties : [];
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether signing in needs a second factor. Null unless it is your own or you are an admin.',
  })
  secondFactorEnabled(@Root() person: User, @Ctx() { viewer }: GraphqlContext): boolean | null {
    return seesSafety(viewer, person) ? person.secondFactorAt !== null : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the account will be erased, unless its owner signs in before. Null unless it is your own or you are an admin.',
  })
  deletionDueAt(@Root() person: User, @Ctx() { viewer }: GraphqlContext): Date | null {
    return seesSafety(viewer, person) ? person.deletionDueAt : null;
  }

  @FieldResolver(() => AccountState, {
    nullable: true,
    description: 'Where the account stands. Null unless it is your own or you are staff.',
  })
  state(@Root() person: User, @Ctx() { viewer }: GraphqlContext): AccountState | null {
    return seesContactDetails(viewer, person) ? accountState(person) : null;
  }

  @FieldResolver(() => Availability, {
    nullable: true,
    description: 'Whether they take tickets now. Null for customers, and unless you are staff.',
  })
  availability(@Root() person: User, @Ctx() { viewer }: GraphqlContext): Availability | null {
    return seesWork(viewer) && isStaff(person.role) ? person.availability : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many active tickets they take at most; null is any number. Null unless you are staff.',
  })
  capacity(@Root() person: User, @Ctx() { viewer }: GraphqlContext): number | null {
    return seesWork(viewer) ? person.capacity : null;
  }
}
