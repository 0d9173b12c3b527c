import { hashSecret } from '../../../platform/auth';
import { newId } from '../../../platform/database';
import { forbidden, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { signedInFromNewDevice } from '../account.events';
import { LinkPurpose } from '../codes/account-link.entity';
import type { AccountLinks } from '../codes/account-links';
import type { AccountService } from '../people/account.service';
import { normalizeEmail } from '../people/new-user';
import { verifyPassword } from '../people/passwords';
import { User } from '../people/user.entity';
import { type SecondFactorCheck, wrongCode } from '../second-factor/second-factor-check';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import { deviceName } from './device-name';
import type { Arrival } from './entrance';
import type { KnownDevices } from './known-devices';
import type { SessionService } from './session.service';

/** What someone brings to prove who they are. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly rememberMe: boolean;
  readonly code?: string | null;
}

/** What looks at those who come in. */
export interface SignInParts {
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly devices: KnownDevices;
  readonly links: AccountLinks;
  readonly security: SecurityLog;
  readonly secondFactor: SecondFactorCheck;
  /** Whoever signs in stays, though they had deleted their account. */
  readonly deletion: { cancelIfLeaving(user: User, client: Client): Promise<boolean> };
}

/** Someone who came in. */
export interface SignedIn extends Arrival {
  /** Whether they had deleted their account, and keep it now. */
  readonly deletionCancelled: boolean;
}

/**
 * Wrong attempts per person at a network, per network, and per person everywhere; and attempts of any kind per network:
 * each costs Argon2.
 */
export interface SignInThrottles {
  readonly perAccount: Throttle;
  readonly perPerson: Throttle;
  readonly perNetwork: Throttle;
  readonly work: Throttle;
}

type FailureReason = 'password' | 'code' | 'code-missing' | 'deactivated';

const refusal = (): UserError => new UserError('UNAUTHENTICATED', 'The e-mail address or the password is not right.');

/** Lets people in who prove who they are. */
export class SignInService {
  constructor(
    private readonly platform: Platform,
    private readonly parts: SignInParts,
    private readonly throttles: SignInThrottles,
  ) {}

  /**
   * Begins a session. A wrong password and an unknown address get the same answer after the same time; attempts are
   * counted per network, and per person at it and everywhere, but those from a browser that the person has used before
   * apart: nobody can lock somebody else out of their own browsers. Whether there is a second factor is told only to
   * those who have the password. `device` is the browser's own secret.
   * @throws UserError UNAUTHENTICATED, SECOND_FACTOR_REQUIRED, FORBIDDEN or RATE_LIMITED.
   */
  async signIn({ email, password, rememberMe, code }: Credentials, client: Client, device: string | null): Promise<SignedIn> {
    const user = await this.findByPassword(email, password, client, device);
    if (user.deactivatedAt !== null) {
      await this.recordFailure(user, client, 'deactivated');
      throw forbidden('This account was deactivated. Ask an admin to let you in again.');
    }
    if (user.secondFactorAt !== null) await this.insistOnFactor(user, code, client);
    return this.admit(user, rememberMe, client, device);
  }

  private async findByPassword(email: string, password: string, client: Client, device: string | null): Promise<User> {
    const { work, perNetwork, perPerson, perAccount } = this.throttles;
    const network = networkOf(client.ip);
    const personKey = `${normalizeEmail(email)} ${network}`;
    await work.count(network);
    await perNetwork.count(network);
    await perPerson.count(personKey);
    const user = await this.parts.accounts.findByEmail(email);
    const accountKey = await this.accountKey(user, normalizeEmail(email), device);
    await perAccount.count(accountKey);
    if (!(await verifyPassword(user, password)) || !user) {
      await this.recordFailure(user, client, 'password');
      throw refusal();
    }
    await perNetwork.forgive(network);
    await perPerson.forgive(personKey);
    await perAccount.forgive(accountKey);
    return user;
  }

  /** Attempts from each browser that the person has used before count for themselves (OWASP: device cookies). */
  private async accountKey(user: User | null, address: string, device: string | null): Promise<string> {
    if (device === null || !(await this.parts.devices.knows(user?.id ?? newId(), device))) return address;
    return `${address} ${hashSecret(device)}`;
  }

  private async insistOnFactor(user: User, code: string | null | undefined, client: Client): Promise<void> {
    if (!code) {
      await this.recordFailure(user, client, 'code-missing');
      throw new UserError('SECOND_FACTOR_REQUIRED', 'Enter the six digits from your authenticator app.');
    }
    if (await this.parts.secondFactor.takes(user, code, client)) return;
    await this.recordFailure(user, client, 'code');
    throw wrongCode('UNAUTHENTICATED');
  }

  /** Lets them in as they were when their proofs were looked at: meanwhile others may have changed. */
  private async admit(proved: User, rememberMe: boolean, client: Client, device: string | null): Promise<SignedIn> {
    const { database } = this.platform;
    const { sessions, devices, security, deletion } = this.parts;
    return database.unitOfWork(async () => {
      const user = await database.findAndLock(User, { id: proved.id });
      if (!user || !isAsProved(user, proved)) throw refusal();
      const deletionCancelled = await deletion.cancelIfLeaving(user, client);
      const seen = await devices.see(user.id, device);
      if (!seen.known) await this.tellOwner(user, client);
      await security.record(SecurityEventType.SIGNED_IN, { userId: user.id, actorId: user.id, client });
      return { begun: await sessions.begin(user, rememberMe, client), device: seen.secret, deletionCancelled };
    });
  }

  private async tellOwner(user: User, { userAgent }: Client): Promise<void> {
    const linkId = await this.parts.links.issue(user.id, LinkPurpose.REPORT_SIGN_IN);
    await this.platform.events.record(user, signedInFromNewDevice(user.id, linkId, deviceName(userAgent)));
  }

  private async recordFailure(user: User | null, client: Client, reason: FailureReason): Promise<void> {
    const details = { reason };
    await this.parts.security.record(SecurityEventType.SIGN_IN_FAILED, { userId: user?.id ?? null, actorId: null, client, details });
  }
}

/** A reset, a deactivation or a second factor that came in between counts. */
function isAsProved(user: User, proved: User): boolean {
  const { passwordHash, deactivatedAt, secondFactorAt } = user;
  return (
    passwordHash === proved.passwordHash &&
    deactivatedAt === null &&
    secondFactorAt?.getTime() === proved.secondFactorAt?.getTime()
  );
}
