import { isStaff } from '@ccr/domain';
import { type EntityTarget, type FindOptionsWhere, In, type ObjectLiteral } from 'typeorm';
import { allRows, type Database } from '../../../platform/database';
import { EventRow } from '../../../platform/events';
import { AccountLink } from '../codes/account-link.entity';
import { CodeAttempts } from '../codes/code-attempts.entity';
import { OneTimeCode } from '../codes/one-time-code.entity';
import { User } from '../people/user.entity';
import { RecoveryCode } from '../second-factor/recovery-code.entity';
import { SecondFactor } from '../second-factor/second-factor.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { KnownDevice } from '../sessions/known-device.entity';
import { Session } from '../sessions/session.entity';
import { AccessToken } from '../tokens/access-token.entity';
import type { PersonalDataSource, Subject } from './personal-data';

type Owned = ObjectLiteral & { userId: string };

/** A table whose rows are one person's alone. `show` names what they see of a row: no secret, no hash of one. */
const owned = <T extends Owned>(
  database: Database,
  name: string,
  entity: EntityTarget<T>,
  show: (row: T) => object,
): PersonalDataSource => {
  const of = (person: Subject) => ({ userId: person.id }) as FindOptionsWhere<T>;
  return {
    name,
    of: async (person) => (await database.repository(entity).findBy(of(person))).map(show),
    erase: async (person) => void (await database.manager.delete(entity, of(person))),
  };
};

function profile(database: Database): PersonalDataSource {
  return {
    name: 'profile',
    of: async ({ id }) => {
      const user = await database.repository(User).findOneByOrFail({ id });
      const { passwordHash, lastSeq: _, ...shown } = user;
      return { ...shown, hasPassword: passwordHash !== null };
    },
  };
}

/** What happened to the account. Ids of codes and links, from which their secrets are made, stay inside. */
function history(database: Database): PersonalDataSource {
  return {
    name: 'history',
    of: async ({ id }) => {
      const events: object[] = [];
      for await (const { at, type, actorId, data } of allRows(database, EventRow, { streamId: id })) {
        const details = Object.fromEntries(Object.entries(data).filter(([key]) => !key.endsWith('Id')));
        events.push({ at, type, byYou: actorId === id, ...details });
      }
      return events;
    },
  };
}

/** Their details hold what people have called their tokens. */
const NAMED_BY_OWNER = [SecurityEventType.TOKEN_CREATED, SecurityEventType.TOKEN_REVOKED];

/** The audit: what was done to the account, and by its owner to others. Where others were is their own business. */
function securityEvents(database: Database): PersonalDataSource {
  const isOwn = (event: SecurityEvent, id: string): boolean => event.actorId === id || event.actorId === null;
  return {
    name: 'securityEvents',
    of: async ({ id, role }) => {
      const events: object[] = [];
      for (const where of isStaff(role) ? [{ userId: id }, { actorId: id }] : [{ userId: id }]) {
        for await (const event of allRows(database, SecurityEvent, where)) {
          if ('actorId' in where && event.userId === id) continue; // among the first already
          const { at, type, details, ip, userAgent } = event;
          const place = isOwn(event, id) ? { ipAddress: ip, userAgent } : {};
          events.push({ at, type, aboutYou: event.userId === id, byYou: event.actorId === id, details, ...place });
        }
      }
      return events;
    },
    /** The lines stay, for the shop has to know what happened; where the person was does not. */
    erase: async ({ id, role }) => {
      const nowhere = { ip: null, userAgent: null };
      const repository = database.repository(SecurityEvent);
      const nobodyElse = '(actorId IS NULL OR actorId = :id)';
      await repository.createQueryBuilder().update().set(nowhere).where(`userId = :id AND ${nobodyElse}`, { id }).execute();
      await repository.update({ userId: id, type: In(NAMED_BY_OWNER) }, { details: {} });
      if (isStaff(role)) await repository.update({ actorId: id }, nowhere);
    },
  };
}

/** What the tables of this module hold on people. */
export const accountData = (database: Database): PersonalDataSource[] => [
  profile(database),
  owned(database, 'sessions', Session, ({ createdAt, lastUsedAt, expiresAt, remember, ip, userAgent }) => {
    return { createdAt, lastUsedAt, expiresAt, remember, ipAddress: ip, userAgent };
  }),
  owned(database, 'knownDevices', KnownDevice, ({ lastSeenAt }) => ({ lastSeenAt })),
  owned(database, 'accessTokens', AccessToken, ({ name, scopes, createdAt, expiresAt, lastUsedAt }) => {
    return { name, scopes, createdAt, expiresAt, lastUsedAt };
  }),
  owned(database, 'secondFactor', SecondFactor, ({ createdAt, confirmedAt }) => ({ createdAt, confirmedAt })),
  owned(database, 'recoveryCodes', RecoveryCode, ({ usedAt }) => ({ usedAt })),
  owned(database, 'mailedCodes', OneTimeCode, ({ purpose, address, formerAddress, createdAt, expiresAt, endedAt }) => {
    return { purpose, address, formerAddress, createdAt, expiresAt, endedAt };
  }),
  owned(database, 'codeAttempts', CodeAttempts, ({ purpose, wrong, wrongToday, sentToday, windowEndsAt, dayEndsAt }) => {
    return { purpose, wrong, wrongToday, sentToday, windowEndsAt, dayEndsAt };
  }),
  owned(database, 'mailedLinks', AccountLink, ({ purpose, createdAt, expiresAt, endedAt }) => ({ purpose, createdAt, expiresAt, endedAt })),
  history(database),
  securityEvents(database),
];
