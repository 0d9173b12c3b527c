import { Role } from '@ccr/domain';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../../platform/database';
import { SHOP, ShopSettings } from '../second-factor/shop-settings.entity';
import { User } from './user.entity';

/** A person, the topics on which it depends what they see, and what the shop wants of them. */
export interface PersonAndTopics {
  readonly user: User;
  readonly topicIds: readonly string[];
  /** Whether staff must have a second factor. */
  readonly insistsOnFactor: boolean;
}

interface Raw {
  readonly expertTopicId: string | null;
  readonly insistsOnFactor: number | null;
}

/** The table is kept by the module of the topics, which this one may not import. */
const withKnown = <T extends ObjectLiteral>(query: SelectQueryBuilder<T>): SelectQueryBuilder<T> =>
  query
    .leftJoin('expert_topics', 'expertise', 'expertise.agentId = user.id AND user.role = :agent', { agent: Role.AGENT })
    .leftJoin(ShopSettings, 'settings', 'settings.id = :shop', { shop: SHOP })
    .addSelect('expertise.topicId', 'expertTopicId')
    .addSelect('settings.staffSecondFactorRequired', 'insistsOnFactor');

const people = (database: Database): SelectQueryBuilder<User> => withKnown(database.repository(User).createQueryBuilder('user'));

const topicsIn = (raw: readonly Raw[]): string[] => raw.flatMap(({ expertTopicId }) => expertTopicId ?? []);

async function find<T extends User>(query: SelectQueryBuilder<User>): Promise<(PersonAndTopics & { readonly user: T }) | null> {
  const { entities, raw } = await query.getRawAndEntities<Raw>();
  const user = entities[0] as T | undefined;
  if (!user) return null;
  return { user, topicIds: topicsIn(raw), insistsOnFactor: Boolean(raw[0]?.insistsOnFactor) };
}

/** The person with what they are expert in, if they are an agent, in one statement. */
export const findWithTopics = (database: Database, id: string): Promise<PersonAndTopics | null> =>
  find(people(database).where('user.id = :id', { id }));

/** The same of who has the sessions or the tokens with those ids, as far as they are there, and these, in one statement. */
export async function findOwners<T extends ObjectLiteral & { readonly id: string }>(
  database: Database,
  credential: new () => T,
  ids: readonly string[],
): Promise<(PersonAndTopics & { readonly credential: T })[]> {
  if (ids.length === 0) return [];
  const query = database
    .repository(credential)
    .createQueryBuilder('credential')
    .innerJoinAndMapOne('credential.owner', User, 'user', 'user.id = credential.userId')
    .where('credential.id IN (:...ids)', { ids });
  const { entities, raw } = await withKnown(query).getRawAndEntities<Raw & { readonly credential_id: string }>();
  const rows = new Map<string, Raw[]>();
  for (const row of raw) rows.set(row.credential_id, [...(rows.get(row.credential_id) ?? []), row]);
  return entities.map((entity) => {
    const { owner: user } = entity as T & { readonly owner: User };
    return { user, topicIds: topicsIn(rows.get(entity.id) ?? []), insistsOnFactor: Boolean(raw[0]?.insistsOnFactor), credential: entity };
  });
}

/** The same of who has the session or the token with that hash, and it, in one statement: every request begins with it. */
export async function findOwner<T extends ObjectLiteral>(
  database: Database,
  credential: new () => T,
  secretHash: string,
): Promise<(PersonAndTopics & { readonly credential: T }) | null> {
  const query = people(database)
    .innerJoinAndMapOne('user.credential', credential, 'credential', 'credential.userId = user.id')
    .where('credential.secretHash = :secretHash', { secretHash });
  const found = await find<User & { credential?: T }>(query);
  if (!found) return null;
  const { credential: row } = found.user;
  delete found.user.credential;
  return { ...found, credential: row as T };
}
