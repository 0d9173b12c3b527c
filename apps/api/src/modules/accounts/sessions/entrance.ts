import type { Database } from '../../../platform/database';
import type { GraphqlContext, SessionCookie } from '../../../platform/graphql';
import type { User } from '../people/user.entity';
import { handOver } from './hand-over';
import type { KnownDevices } from './known-devices';
import type { BegunSession, SessionService } from './session.service';

/** A session, and the secret by which the browser is known from now on. */
export interface Arrival {
  readonly begun: BegunSession;
  readonly device: string;
}

/** Lets people in over HTTP: the browser gets a session, and is known for the next time. */
export class Entrance {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly devices: KnownDevices,
  ) {}

  /** Lets someone in whose account has just become theirs: the browser is known without telling anyone. */
  async welcome(user: User, cookie: SessionCookie, context: GraphqlContext): Promise<{ viewer: User }> {
    const arrival = await this.database.unitOfWork(async () => ({
      begun: await this.sessions.begin(user, false, context.client),
      device: (await this.devices.see(user.id, cookie.device)).secret,
    }));
    return this.enter(arrival, cookie, context);
  }

  /** The session from before, if any, ends: a session never changes hands. */
  async enter({ begun, device }: Arrival, cookie: SessionCookie, context: GraphqlContext): Promise<{ viewer: User }> {
    const before = context.viewer?.credential;
    if (before?.kind === 'session') await this.sessions.end(before.id);
    cookie.setDevice(device);
    return handOver(begun, cookie, context);
  }
}
