import { isStaff, type Role } from '@ccr/domain';
import { AccountEvent, User } from '../modules/accounts';
import { Topic } from '../modules/topics';
import { newId } from '../platform/database';
import { EventRow } from '../platform/events';
import type { Server } from '../server';
import type { PersonLine, TopicLine } from './import-lines';

/** Events that happened elsewhere: nobody is told of them. */
export const UNTOLD = { dueAt: null, leaseToken: null } as const;

/** Who somebody of the folder is here. */
export interface PersonHere {
  readonly id: string;
  readonly role: Role;
  readonly isNew: boolean;
}

/**
 * The person of that address, who is added when there is none. Customers get `password`, a hash of what nobody knows, and
 * choose one of their own by "forgot password"; staff have none until they are invited.
 */
export async function importPerson({ platform, accounts, operator }: Server, person: PersonLine, password: string): Promise<PersonHere> {
  const { database, events, clock } = platform;
  const known = await accounts.findByEmail(person.email);
  if (known) return { id: known.id, role: known.role, isNew: false };
  const now = clock.now();
  const { state, ...columns } = person;
  const user = Object.assign(new User(), {
    ...columns,
    id: (await database.repository(User).existsBy({ id: person.id })) ? newId() : person.id, // somebody else's, from another program
    passwordHash: isStaff(person.role) || state === 'ERASED' ? null : password,
    emailVerifiedAt: isStaff(person.role) ? now : null, // the operator vouches for staff
    deactivatedAt: state === 'DEACTIVATED' ? now : null,
    erasedAt: state === 'ERASED' ? now : null,
    lastSeq: 0,
  });
  await database.unitOfWork(async () => {
    const type = isStaff(user.role) ? AccountEvent.staffCreated : AccountEvent.customerSignedUp;
    const { id } = await events.begin(user, { type, actorId: null, internal: isStaff(user.role), data: { role: user.role } });
    await database.manager.update(EventRow, { id }, UNTOLD);
    if (isStaff(user.role)) await operator.recordStaff(user);
  });
  return { id: user.id, role: user.role, isNew: true };
}

/** The topic of that name, which is added when there is none. Resolves to its id here, and to whether it is new. */
export async function importTopic({ platform: { database, clock }, topics }: Server, topic: TopicLine): Promise<{ id: string; isNew: boolean }> {
  const { compare } = new Intl.Collator('en', { sensitivity: 'base' });
  const list = await topics.list();
  const known = list.find(({ name }) => compare(name, topic.name) === 0);
  if (known) return { id: known.id, isNew: false };
  const now = clock.now();
  const id = list.some((one) => one.id === topic.id) ? newId() : topic.id;
  await database.unitOfWork(() => database.manager.insert(Topic, { id, name: topic.name, createdAt: now, archivedAt: topic.archived ? now : null }));
  return { id, isNew: true };
}
