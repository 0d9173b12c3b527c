import { In, LessThanOrEqual, Not } from 'typeorm';
import type { Authentication, Viewer } from '../../../platform/auth';
import { credentialTopic, hashSecret, newSecret } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import { UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { LiveBus } from '../../../platform/live';
import { Session } from './session.entity';
import { findOwner, findOwners, findWithTopics, type PersonAndTopics } from '../people/expertise';
import { User } from '../people/user.entity';
import { dutiesOf } from '../second-factor/duties';
import { clientColumns } from '../security-log/security-log';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a session lives without use, and at the most (OWASP Session Management Cheat Sheet). */
const LIFETIME = {
  session: { idleMs: 12 * HOUR_MS, absoluteMs: DAY_MS },
  remembered: { idleMs: 30 * DAY_MS, absoluteMs: 90 * DAY_MS },
} as const;
/** More than anybody has: who signs in once more loses the one that was used the longest time ago. */
export const MAX_SESSIONS = 100;
/** A session's last use is written down at most this often. */
const TOUCH_MS = 5 * 60 * 1_000;

/** When a session that is used now ends unless it is used again. */
function expiryOf({ remember, createdAt }: Pick<Session, 'remember' | 'createdAt'>, now: Date): Date {
  const { idleMs, absoluteMs } = remember ? LIFETIME.remembered : LIFETIME.session;
  return new Date(Math.min(now.getTime() + idleMs, createdAt.getTime() + absoluteMs));
}

/** What a session is from its beginning to its end, also when it is renewed. */
type Origin = Pick<Session, 'userId' | 'remember' | 'userAgent' | 'ip' | 'createdAt'>;

/** A session that was just begun, and its secret, which is told once. */
export interface BegunSession {
  readonly user: User;
  readonly session: Session;
  readonly secret: string;
  /** Whom the rest of the request acts for. */
  readonly viewer: Viewer;
}

/** The sessions of people: begun, used, ended. */
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** Begins a session for someone who has just proved who they are. Joins the caller's unit of work. */
  async begin(user: User, remember: boolean, client: Client): Promise<BegunSession> {
    const now = this.clock.now();
    return this.database.unitOfWork(async () => {
      await this.database.manager.delete(Session, { userId: user.id, expiresAt: LessThanOrEqual(now) }); // or they pile up
      await this.makeRoom(user.id);
      return this.insert(user, { userId: user.id, remember, ...clientColumns(client), createdAt: now }, now);
    });
  }

  /**
   * Exchanges the viewer's session for a new one, with a new secret and without the old one's sockets: for when what
   * they may do has changed. It ends when the old one would have at the latest. Joins the caller's unit of work; the
   * resolver then hands it over to the browser (`handOver`).
   * @throws UserError UNAUTHENTICATED when the session was ended meanwhile.
   */
  async renew(viewer: Viewer): Promise<BegunSession> {
    return this.database.unitOfWork(async () => {
      const old = await this.database.findAndLock(Session, { id: viewer.credential.id, userId: viewer.id });
      const user = old && (await this.database.repository(User).findOneBy({ id: old.userId }));
      if (!old || !user) throw new UserError('UNAUTHENTICATED', 'You are not signed in any more. Sign in again.');
      await this.end(old.id);
      const { userId, remember, userAgent, ip, createdAt } = old;
      return this.insert(user, { userId, remember, userAgent, ip, createdAt }, this.clock.now());
    });
  }

  /** Who the secret's session belongs to; null when it is unknown or over. Using a session prolongs it. */
  async authenticate(secret: string): Promise<Authentication | null> {
    const found = await findOwner(this.database, Session, hashSecret(secret));
    if (!found || !this.isOpen(found)) return null;
    const session = found.credential;
    await this.touch(session);
    return { viewer: this.viewerOf(found, session), expiresAt: session.expiresAt };
  }

  /** Who these sessions belong to now; those that are unknown or over are left out. They are not prolonged. */
  async current(ids: readonly string[]): Promise<Authentication[]> {
    const owners = await findOwners(this.database, Session, ids);
    return owners
      .filter((owner) => this.isOpen(owner))
      .map((owner) => ({ viewer: this.viewerOf(owner, owner.credential), expiresAt: owner.credential.expiresAt }));
  }

  /** Ends a session and closes its sockets. Ending one that is over does nothing. */
  async end(sessionId: string): Promise<void> {
    await this.database.unitOfWork(async () => {
      await this.database.manager.delete(Session, { id: sessionId });
      this.database.afterCommit(() => this.live.publish(credentialTopic(sessionId), sessionId));
    });
  }

  /**
   * Ends all sessions of a person, but for the one to keep, and closes their sockets. Resolves to how many. Joins the
   * caller's unit of work.
   */
  async endAll(userId: string, keepId: string | null = null): Promise<number> {
    return this.database.unitOfWork(async () => {
      const where = { userId, ...(keepId !== null && { id: Not(keepId) }) };
      const ended = await this.database.repository(Session).find({ select: { id: true }, where });
      await this.database.manager.delete(Session, where);
      this.database.afterCommit(() => ended.forEach(({ id }) => this.live.publish(credentialTopic(id), id)));
      return ended.length;
    });
  }

  /** Closes the sockets of a person's sessions, which go on: what they see is another now, and they come again at once. */
  async closeSockets(userId: string): Promise<void> {
    const open = await this.database.repository(Session).find({ select: { id: true }, where: { userId } });
    this.database.afterCommit(() => open.forEach(({ id }) => this.live.publish(credentialTopic(id), id)));
  }

  /** For one more. */
  private async makeRoom(userId: string): Promise<void> {
    const page = { skip: MAX_SESSIONS - 1, take: MAX_SESSIONS };
    const order = { lastUsedAt: 'DESC', id: 'DESC' } as const;
    const over = await this.database.repository(Session).find({ select: { id: true }, where: { userId }, order, ...page });
    if (over.length > 0) await this.endThese(over);
  }

  private async endThese(sessions: readonly Pick<Session, 'id'>[]): Promise<void> {
    const ids = sessions.map(({ id }) => id);
    await this.database.manager.delete(Session, { id: In(ids) });
    this.database.afterCommit(() => ids.forEach((id) => this.live.publish(credentialTopic(id), id)));
  }

  private async insert(user: User, begun: Origin, now: Date): Promise<BegunSession> {
    const secret = newSecret();
    const session = Object.assign(new Session(), {
      id: newId(),
      secretHash: hashSecret(secret),
      ...begun,
      lastUsedAt: now,
      expiresAt: expiryOf(begun, now),
    });
    await this.database.manager.insert(Session, session);
    const known = (await findWithTopics(this.database, user.id)) ?? { topicIds: [], insistsOnFactor: false };
    return { user, session, secret, viewer: this.viewerOf({ ...known, user }, session) };
  }

  private isOpen({ user, credential }: { user: User; credential: Session }): boolean {
    return credential.expiresAt > this.clock.now() && user.deactivatedAt === null && user.erasedAt === null;
  }

  private viewerOf(person: PersonAndTopics, session: Session): Viewer {
    const { user, topicIds } = person;
    return { id: user.id, role: user.role, credential: { kind: 'session', id: session.id }, duties: dutiesOf(person), topicIds };
  }

  private async touch(session: Session): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.lastUsedAt.getTime() < TOUCH_MS) return;
    const expiresAt = expiryOf(session, now);
    await this.database.unitOfWork(() =>
      this.database.manager.update(Session, { id: session.id }, { lastUsedAt: now, expiresAt }),
    );
    Object.assign(session, { lastUsedAt: now, expiresAt });
  }
}
