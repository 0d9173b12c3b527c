import { ECDH } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import { In } from 'typeorm';
import { hashSecret, type Viewer } from '../../../platform/auth';
import { isDuplicate, newId } from '../../../platform/database';
import { badInput, forbidden, UserError } from '../../../platform/errors';
import type { Platform } from '../../../platform/platform';
import { lockViewer, Session, User } from '../../accounts';
import { PushSubscription } from './push-subscription.entity';

/** What a browser says of its subscription at a push service. */
export interface BrowserSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

const AUTH_BYTES = 16;
const BASE64_URL = /^[\w-]+$/;

/** Whether the key can be a browser's: 65 bytes that are a point of the curve. Anything else fails only at encrypting. */
function isPublicKey(text: string): boolean {
  if (!BASE64_URL.test(text) || Buffer.from(text, 'base64url').length !== 65) return false;
  try {
    ECDH.convertKey(text, 'prime256v1', 'base64url');
    return true;
  } catch {
    return false;
  }
}

const isAuthSecret = (text: string): boolean => BASE64_URL.test(text) && Buffer.from(text, 'base64url').length === AUTH_BYTES;

const isSame = (known: PushSubscription, now: Pick<PushSubscription, 'sessionId' | 'p256dh' | 'auth'>): boolean =>
  known.sessionId === now.sessionId && known.p256dh === now.p256dh && known.auth === now.auth;

/** The browsers to which people have what they are told sent while no page is open. */
export class PushSubscriptions {
  constructor(private readonly platform: Pick<Platform, 'database' | 'clock' | 'outbound'>) {}

  /**
   * This browser, from now on and as long as its session lasts. One that was somebody else's is the viewer's: they share
   * it. Asking again changes nothing. Of more than there may be, the oldest goes.
   * @throws UserError BAD_USER_INPUT, UNAUTHENTICATED when the session has ended meanwhile, FORBIDDEN to programs.
   */
  async subscribe(viewer: Viewer, browser: BrowserSubscription): Promise<void> {
    await this.insistOn(browser);
    try {
      await this.keep(viewer, browser);
    } catch (error) {
      // Somebody else was faster in the same browser: now there is a row to take over.
      if (!isDuplicate(error)) throw error;
      await this.keep(viewer, browser);
    }
  }

  /** Not this browser any more. Somebody else's stays, without a word. */
  async unsubscribe({ id: userId }: Viewer, endpoint: string): Promise<void> {
    const { database } = this.platform;
    await database.unitOfWork(() => database.manager.delete(PushSubscription, { userId, endpointHash: hashSecret(endpoint) }));
  }

  /** The browsers of a person that are still signed in. Who may not come in any more has none. */
  async of(userId: string): Promise<PushSubscription[]> {
    const { database, clock } = this.platform;
    return database
      .repository(PushSubscription)
      .createQueryBuilder('subscription')
      .innerJoin(Session, 'session', 'session.id = subscription.sessionId AND session.expiresAt > :now', { now: clock.now() })
      .innerJoin(User, 'person', 'person.id = subscription.userId AND person.deactivatedAt IS NULL AND person.erasedAt IS NULL')
      .where('subscription.userId = :userId', { userId })
      .orderBy('subscription.id')
      .getMany();
  }

  /** The push service knows the browser no more. One that was subscribed anew meanwhile has another id, and stays. */
  async forget({ id }: PushSubscription): Promise<void> {
    const { database } = this.platform;
    await database.unitOfWork(() => database.manager.delete(PushSubscription, { id }));
  }

  private async insistOn({ endpoint, p256dh, auth }: BrowserSubscription): Promise<void> {
    if (!isPublicKey(p256dh)) throw badInput('input.p256dh', 'This is no public key of a browser: 65 bytes of P-256 in URL-safe base64.');
    if (!isAuthSecret(auth)) throw badInput('input.auth', 'This is no secret of a browser: 16 bytes in URL-safe base64.');
    await this.platform.outbound.insistOnCallable(endpoint, 'input.endpoint');
  }

  private async keep(viewer: Viewer, { endpoint, p256dh, auth }: BrowserSubscription): Promise<void> {
    const { database, clock } = this.platform;
    const { id: userId, credential } = viewer;
    if (credential.kind !== 'session') throw forbidden();
    await database.unitOfWork(async () => {
      await lockViewer(database, viewer); // or two at once would both find room for one more
      const session = await database.findAndLock(Session, { id: credential.id, userId });
      if (!session) throw new UserError('UNAUTHENTICATED', 'You are not signed in any more. Sign in again.');
      const endpointHash = hashSecret(endpoint);
      const known = await database.findAndLock(PushSubscription, { endpointHash });
      const now = { userId, sessionId: session.id, endpoint, endpointHash, p256dh, auth };
      if (known && isSame(known, now)) return;
      if (known) await database.manager.delete(PushSubscription, { id: known.id });
      await database.manager.insert(PushSubscription, { id: newId(), ...now, createdAt: clock.now() });
      await this.makeRoom(userId);
    });
  }

  private async makeRoom(userId: string): Promise<void> {
    const { database } = this.platform;
    const { perPerson } = LIMITS.push;
    const over = await database
      .repository(PushSubscription)
      .find({ select: { id: true }, where: { userId }, order: { id: 'DESC' }, skip: perPerson, take: perPerson });
    if (over.length > 0) await database.manager.delete(PushSubscription, { id: In(over.map(({ id }) => id)) });
  }
}
