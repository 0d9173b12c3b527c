import { LessThanOrEqual } from 'typeorm';
import type { Authentication } from '../../platform/auth';
import { credentialTopic, hashSecret, newSecret } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, newId } from '../../platform/database';
import { UserError } from '../../platform/errors';
import type { Client } from '../../platform/graphql';
import type { LiveBus } from '../../platform/live';
import { networkOf, type Throttle } from '../../platform/throttle';
import { type AccountService, normalizeEmail } from './account.service';
import { verifyPassword } from './passwords';
import { Session } from './session.entity';
import { User } from './user.entity';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a session lives without use, and at the most (OWASP Session Management Cheat Sheet). */
const LIFETIME = {
  session: { idleMs: 12 * HOUR_MS, absoluteMs: DAY_MS },
  remembered: { idleMs: 30 * DAY_MS, absoluteMs: 90 * DAY_MS },
} as const;
/** A session's last use is written down at most this often. */
const TOUCH_MS = 5 * 60 * 1_000;

const lifetime = (session: Pick<Session, 'remember'>): { idleMs: number; absoluteMs: number } =>
  session.remember ? LIFETIME.remembered : LIFETIME.session;

/** A session that was just begun, and its secret, which is told once. */
export interface BegunSession {
  readonly user: User;
  readonly session: Session;
  readonly secret: string;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly rememberMe: boolean;
}

/** Signs people in and out. */
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountService,
    private readonly throttles: { readonly perPerson: Throttle; readonly perAddress: Throttle },
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a session. A wrong password and an unknown address get the same answer after the same time; attempts are
   * counted per client address, and per person at it, so that nobody can lock somebody else out from elsewhere.
   * @throws UserError UNAUTHENTICATED or RATE_LIMITED.
   */
  async signIn({ email, password, rememberMe }: Credentials, client: Client): Promise<BegunSession> {
    const network = networkOf(client.ip);
    const personKey = `${normalizeEmail(email)} ${network}`;
    await this.throttles.perAddress.count(network);
    await this.throttles.perPerson.count(personKey);
    const user = await this.accounts.findByEmail(email);
    if (!(await verifyPassword(user, password)) || !user) {
      throw new UserError('UNAUTHENTICATED', 'The e-mail address or the password is not right.');
    }
    await this.throttles.perAddress.forgive(network);
    await this.throttles.perPerson.forgive(personKey);
    return this.begin(user, rememberMe);
  }

  /** Begins a session for someone who has just proved who they are. */
  async begin(user: User, remember: boolean): Promise<BegunSession> {
    const now = this.clock.now();
    const secret = newSecret();
    const session = Object.assign(new Session(), {
      id: newId(),
      userId: user.id,
      secretHash: hashSecret(secret),
      remember,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + lifetime({ remember }).idleMs),
    });
    await this.database.unitOfWork(async () => {
      await this.database.manager.delete(Session, { userId: user.id, expiresAt: LessThanOrEqual(now) }); // or they pile up
      await this.database.manager.insert(Session, session);
    });
    return { user, session, secret };
  }

  /** Who the secret's session belongs to; null when it is unknown or over. Using a session prolongs it. */
  async authenticate(secret: string): Promise<Authentication | null> {
    const session = await this.database.repository(Session).findOneBy({ secretHash: hashSecret(secret) });
    if (!session || session.expiresAt <= this.clock.now()) return null;
    const user = await this.database.repository(User).findOneBy({ id: session.userId });
    if (!user) return null;
    await this.touch(session);
    const viewer = { id: user.id, role: user.role, credential: { kind: 'session', id: session.id } } as const;
    return { viewer, expiresAt: session.expiresAt };
  }

  /** Ends a session and closes its sockets. Ending one that is over does nothing. */
  async end(sessionId: string): Promise<void> {
    await this.database.unitOfWork(async () => {
      await this.database.manager.delete(Session, { id: sessionId });
      this.database.afterCommit(() => this.live.publish(credentialTopic(sessionId), sessionId));
    });
  }

  private async touch(session: Session): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.lastUsedAt.getTime() < TOUCH_MS) return;
    const { idleMs, absoluteMs } = lifetime(session);
    const latest = session.createdAt.getTime() + absoluteMs;
    const expiresAt = new Date(Math.min(now.getTime() + idleMs, latest));
    await this.database.unitOfWork(() =>
      this.database.manager.update(Session, { id: session.id }, { lastUsedAt: now, expiresAt }),
    );
    Object.assign(session, { lastUsedAt: now, expiresAt });
  }
}
