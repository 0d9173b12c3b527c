import { MoreThan } from 'typeorm';
import type { Viewer } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import type { Database } from '../../../platform/database';
import { notFound } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import { Session } from './session.entity';
import { MAX_SESSIONS, type SessionService } from './session.service';

/** What people see of their own sessions, and end. */
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly security: SecurityLog,
    private readonly clock: Clock,
  ) {}

  /** The viewer's sessions that are not over, the last used first. */
  list(viewer: Viewer): Promise<Session[]> {
    return this.database.repository(Session).find({
      where: { userId: viewer.id, expiresAt: MoreThan(this.clock.now()) },
      order: { lastUsedAt: 'DESC', id: 'DESC' },
      take: MAX_SESSIONS,
    });
  }

  /** Ends one of the viewer's sessions. @throws UserError NOT_FOUND for anyone else's. */
  async end(viewer: Viewer, sessionId: string, client: Client): Promise<void> {
    await this.database.unitOfWork(async () => {
      const session = await this.database.repository(Session).findOneBy({ id: sessionId, userId: viewer.id });
      if (!session) throw notFound('session');
      await this.sessions.end(session.id);
      await this.record(SecurityEventType.SESSIONS_ENDED, viewer, client, { count: 1 });
    });
  }

  /** Ends all of the viewer's sessions but the one that asks. */
  async endOthers(viewer: Viewer, client: Client): Promise<void> {
    await this.database.unitOfWork(async () => {
      const count = await this.sessions.endAll(viewer.id, viewer.credential.id);
      if (count > 0) await this.record(SecurityEventType.SESSIONS_ENDED, viewer, client, { count });
    });
  }

  /** Ends the session that asks. */
  async signOut(viewer: Viewer, client: Client): Promise<void> {
    await this.database.unitOfWork(async () => {
      await this.sessions.end(viewer.credential.id);
      await this.record(SecurityEventType.SIGNED_OUT, viewer, client, {});
    });
  }

  private async record(type: SecurityEventType, { id }: Viewer, client: Client, details: Record<string, unknown>): Promise<void> {
    await this.security.record(type, { userId: id, actorId: id, client, details });
  }
}
