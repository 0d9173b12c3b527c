import type { Viewer } from '../../../platform/auth';
import { badInput, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import type { Throttle } from '../../../platform/throttle';
import { recoveryCodesRenewed, secondFactorChanged } from '../account.events';
import { lockViewer } from '../people/lock-viewer';
import type { OwnPassword } from '../people/own-password';
import type { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import type { BegunSession, SessionService } from '../sessions/session.service';
import type { AccessTokenService } from '../tokens/access-token.service';
import type { RecoveryCodes } from './recovery-codes';
import { SecondFactor } from './second-factor.entity';
import type { SecondFactorCheck } from './second-factor-check';
import type { SecondFactorRemoval } from './second-factor-removal';
import { newTotpSecret, totpStep, totpUri } from './totp';

/** How long the first code may take after the QR code was shown. */
const SET_UP_MS = 60 * 60 * 1_000;

const isOn = (): UserError => new UserError('CONFLICT', 'You have a second factor already. Switch it off before you set up another.');
const isOff = (): UserError => new UserError('CONFLICT', 'You have no second factor. Set one up first.');

/** What the second factor builds on. */
export interface SecondFactorParts {
  readonly ownPassword: OwnPassword;
  readonly sessions: SessionService;
  readonly tokens: AccessTokenService;
  readonly security: SecurityLog;
  readonly recoveryCodes: RecoveryCodes;
  readonly check: SecondFactorCheck;
  readonly secondFactorRemoval: SecondFactorRemoval;
  readonly confirmations: Throttle;
}

/** What proves once more that it is they who ask. */
interface Proofs {
  readonly password: string;
  readonly code: string;
}

/** Lets people set up a second factor, and switch it off. */
export class SecondFactorService {
  constructor(
    private readonly platform: Platform,
    private readonly parts: SecondFactorParts,
  ) {}

  /** Makes a secret for the viewer's app. It counts for nothing until `confirm`. @throws UserError BAD_USER_INPUT, CONFLICT or RATE_LIMITED. */
  async start(viewer: Viewer, password: string, client: Client): Promise<{ secret: string; uri: string }> {
    const { database, secretKey, clock, config } = this.platform;
    await this.parts.ownPassword.insist(viewer, password, { path: 'input.password', operation: 'startSecondFactor', client });
    const secret = newTotpSecret();
    const sealedSecret = secretKey.seal(secret, viewer.id);
    const { email } = await database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      if (user.secondFactorAt !== null) throw isOn();
      await database.manager.delete(SecondFactor, { userId: user.id });
      await database.manager.insert(SecondFactor, { userId: user.id, sealedSecret, confirmedAt: null, lastStep: 0, createdAt: clock.now() });
      return user;
    });
    return { secret, uri: totpUri(config.shopName, email, secret) };
  }

  /**
   * Switches the second factor on: the code shows that the app has the secret. The viewer's session is renewed, the
   * others end. @throws UserError BAD_USER_INPUT when the code is wrong, CONFLICT when nothing was started, RATE_LIMITED.
   */
  async confirm(viewer: Viewer, typed: string, client: Client): Promise<{ begun: BegunSession; recoveryCodes: string[] }> {
    const { database, clock } = this.platform;
    await this.parts.confirmations.count(viewer.id);
    return database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      const now = clock.now();
      const step = await this.firstStep(user, typed, now);
      await database.manager.update(SecondFactor, { userId: user.id }, { confirmedAt: now, lastStep: step });
      const recoveryCodes = await this.parts.recoveryCodes.replace(user.id);
      await this.platform.events.record(user, secondFactorChanged(user.id, true), { secondFactorAt: now });
      await this.parts.security.record(SecurityEventType.SECOND_FACTOR_ENABLED, { userId: user.id, actorId: user.id, client });
      return { begun: await this.renewSession(viewer, user), recoveryCodes };
    });
  }

  /**
   * Switches it off, renews the viewer's session and ends the others. Those of whom the shop wants a second factor have
   * the duty to set one up again, that is the way to another app; the sockets of their access tokens close, because the
   * duty is theirs as well.
   * @throws UserError BAD_USER_INPUT, CONFLICT when there is none, RATE_LIMITED.
   */
  async disable(viewer: Viewer, proofs: Proofs, client: Client): Promise<BegunSession> {
    const { database } = this.platform;
    const proved = await this.insistOnBoth(viewer, proofs, 'disableSecondFactor', client);
    return database.unitOfWork(async () => {
      const user = await this.lockAsProved(viewer, proved);
      await this.parts.secondFactorRemoval.remove(user, { actorId: user.id, client });
      await this.parts.tokens.closeSockets(user.id);
      return this.renewSession(viewer, user);
    });
  }

  /**
   * Makes new recovery codes, and has the owner told; those from before are good for nothing.
   * @throws UserError BAD_USER_INPUT, CONFLICT or RATE_LIMITED.
   */
  async renewRecoveryCodes(viewer: Viewer, proofs: Proofs, client: Client): Promise<string[]> {
    const { database, events } = this.platform;
    const proved = await this.insistOnBoth(viewer, proofs, 'renewRecoveryCodes', client);
    return database.unitOfWork(async () => {
      const user = await this.lockAsProved(viewer, proved);
      await events.record(user, recoveryCodesRenewed(user.id));
      await this.parts.security.record(SecurityEventType.RECOVERY_CODES_RENEWED, { userId: user.id, actorId: user.id, client });
      return this.parts.recoveryCodes.replace(user.id);
    });
  }

  private async insistOnBoth(viewer: Viewer, { password, code }: Proofs, operation: string, client: Client): Promise<User> {
    const proved = await this.parts.ownPassword.insist(viewer, password, { path: 'input.password', operation, client });
    if (proved.secondFactorAt === null) throw isOff();
    await this.parts.check.insist(proved, code, operation, client);
    return proved;
  }

  /** Someone may have switched it off meanwhile, and set up another one. */
  private async lockAsProved(viewer: Viewer, proved: User): Promise<User> {
    const user = await lockViewer(this.platform.database, viewer);
    if (user.secondFactorAt?.getTime() !== proved.secondFactorAt?.getTime()) throw isOff();
    return user;
  }

  private async firstStep(user: User, typed: string, now: Date): Promise<number> {
    const { database, secretKey } = this.platform;
    if (user.secondFactorAt !== null) throw isOn();
    const factor = await database.repository(SecondFactor).findOneBy({ userId: user.id });
    if (!factor || factor.createdAt.getTime() + SET_UP_MS <= now.getTime()) {
      throw new UserError('CONFLICT', 'Too much time has passed since you began. Begin again, with a new QR code.');
    }
    const step = totpStep(secretKey.open(factor.sealedSecret, user.id), typed.replace(/\s/g, ''), now);
    if (step === null) throw badInput('input.code', 'This code is not right. Enter the one that your app shows now; its clock must be right.');
    return step;
  }

  private async renewSession(viewer: Viewer, { id }: User): Promise<BegunSession> {
    const begun = await this.parts.sessions.renew(viewer);
    await this.parts.sessions.endAll(id, begun.session.id);
    return begun;
  }
}
