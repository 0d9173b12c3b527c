import { LIMITS, type TokenScope } from '@ccr/domain';
import { type Authentication, credentialTopic, hashSecret, newSecret, type Viewer } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import type { Database } from '../../../platform/database';
import { notFound, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Idempotency } from '../../../platform/idempotency';
import type { LiveBus } from '../../../platform/live';
import { lockViewer, signedOut } from '../people/lock-viewer';
import { findOwner, findOwners, type PersonAndTopics } from '../people/expertise';
import { dutiesOf } from '../second-factor/duties';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import { Session } from '../sessions/session.entity';
import { AccessToken } from './access-token.entity';

/** So that a token that was published by accident is found by secret scanners. */
const PREFIX = 'ccr_';
const DAY_MS = 24 * 60 * 60 * 1_000;
/** A token's last use is written down at most this often. */
const TOUCH_MS = 5 * 60 * 1_000;
const { perPerson } = LIMITS.accessToken;

interface NewAccessToken {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** Without it the token does not end by itself. */
  readonly expiresInDays?: number | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

type Owner = PersonAndTopics & { readonly credential: AccessToken };

interface AccessTokenParts {
  readonly database: Database;
  readonly idempotency: Idempotency;
  readonly live: LiveBus;
  readonly clock: Clock;
  readonly security: SecurityLog;
}

/** Makes and ends the tokens with which programs act for people. */
export class AccessTokenService {
  constructor(private readonly parts: AccessTokenParts) {}

  /**
   * Makes a token. Its secret is told here and never again: asked again for the same token, by its clientMutationId,
   * it gets another one. @throws UserError CONFLICT when the viewer has as many as one may have, NOT_FOUND when the one
   * that was made is revoked by now, UNAUTHENTICATED when the viewer was signed out meanwhile.
   */
  async create(viewer: Viewer, wanted: NewAccessToken, client: Client): Promise<{ accessToken: AccessToken; token: string }> {
    const token = `${PREFIX}${newSecret()}`;
    const secretHash = hashSecret(token);
    const { clientMutationId } = wanted;
    const id = await this.parts.idempotency.once({ viewer, operation: 'createAccessToken', clientMutationId }, (newId) =>
      this.insert(viewer, this.rowOf(newId, viewer, secretHash, wanted), client),
    );
    return { accessToken: await this.withSecret(viewer, id, secretHash, client), token };
  }

  /** Ends one of the viewer's own tokens and closes its sockets. @throws UserError NOT_FOUND for anyone else's. */
  async revoke(viewer: Viewer, accessTokenId: string, client: Client): Promise<void> {
    const { database } = this.parts;
    await database.unitOfWork(async () => {
      const found = await database.findAndLock(AccessToken, { id: accessTokenId, userId: viewer.id });
      if (!found) throw notFound('access token');
      await database.manager.delete(AccessToken, { id: found.id });
      await this.record(SecurityEventType.TOKEN_REVOKED, viewer, client, { accessTokenId: found.id, name: found.name });
      this.closeSocketsOf([found]);
    });
  }

  /** Ends all tokens of a person and closes their sockets. Resolves to how many. Joins the caller's unit of work. */
  async endAll(userId: string): Promise<number> {
    const { database } = this.parts;
    return database.unitOfWork(async () => {
      const ended = await database.repository(AccessToken).find({ select: { id: true }, where: { userId } });
      await database.manager.delete(AccessToken, { userId });
      this.closeSocketsOf(ended);
      return ended.length;
    });
  }

  /** Closes the sockets of a person's tokens, which go on: they may do less now, and find out when they connect again. */
  async closeSockets(userId: string): Promise<void> {
    const { database } = this.parts;
    this.closeSocketsOf(await database.repository(AccessToken).find({ select: { id: true }, where: { userId } }));
  }

  /** The viewer's own tokens, newest first. */
  list(viewer: Viewer): Promise<AccessToken[]> {
    return this.parts.database.repository(AccessToken).find({ where: { userId: viewer.id }, order: { id: 'DESC' }, take: perPerson });
  }

  /**
   * Who the token acts for; null when it is unknown, revoked or over, or when its owner may not come in. Role and duties
   * are read each time: a token never gets more than its owner may.
   */
  async authenticate(token: string): Promise<Authentication | null> {
    if (!token.startsWith(PREFIX)) return null;
    const owner = await findOwner(this.parts.database, AccessToken, hashSecret(token));
    if (!owner) return null;
    const authentication = this.authenticationOf(owner);
    if (authentication) await this.touch(owner.credential);
    return authentication;
  }

  /** Who these tokens act for now; those that don't are left out. To be asked for is no use of them. */
  async current(ids: readonly string[]): Promise<Authentication[]> {
    const owners = await findOwners(this.parts.database, AccessToken, ids);
    return owners.flatMap((owner) => this.authenticationOf(owner) ?? []);
  }

  /** Null when it is over, or its owner may not come in. */
  private authenticationOf(owner: Owner): Authentication | null {
    const { credential: found, user, topicIds } = owner;
    if (found.expiresAt !== null && found.expiresAt <= this.parts.clock.now()) return null;
    if (user.deactivatedAt !== null || user.erasedAt !== null || user.deletionDueAt !== null) return null;
    const credential = { kind: 'token', id: found.id, scopes: found.scopes } as const;
    const viewer = { id: user.id, role: user.role, credential, duties: dutiesOf(owner), topicIds };
    return { viewer, expiresAt: found.expiresAt };
  }

  private rowOf(id: string, viewer: Viewer, secretHash: string, { name, scopes, expiresInDays }: NewAccessToken): AccessToken {
    const createdAt = this.parts.clock.now();
    const expiresAt = expiresInDays == null ? null : new Date(createdAt.getTime() + expiresInDays * DAY_MS);
    const words = { name: name.trim(), scopes: [...new Set(scopes)] };
    return Object.assign(new AccessToken(), { id, userId: viewer.id, ...words, secretHash, createdAt, expiresAt, lastUsedAt: null });
  }

  private async insert(viewer: Viewer, row: AccessToken, client: Client): Promise<void> {
    const { database } = this.parts;
    await lockViewer(database, viewer); // or two at once would both find room for one more
    // What ends all tokens ends all sessions with them: a token that is made in that moment must not stay.
    if (!(await database.repository(Session).existsBy({ id: viewer.credential.id }))) throw signedOut();
    if ((await database.repository(AccessToken).countBy({ userId: viewer.id })) >= perPerson) {
      throw new UserError('CONFLICT', `You have ${perPerson} access tokens. Revoke one that you do not need any more.`);
    }
    await database.manager.insert(AccessToken, row);
    await this.record(SecurityEventType.TOKEN_CREATED, viewer, client, this.detailsOf(row));
  }

  /** The token with that secret, whatever it had before: who asks again did not get the first one. */
  private async withSecret(viewer: Viewer, id: string, secretHash: string, client: Client): Promise<AccessToken> {
    const { database } = this.parts;
    return database.unitOfWork(async () => {
      const row = await database.findAndLock(AccessToken, { id, userId: viewer.id });
      if (!row) throw notFound('access token');
      if (row.secretHash === secretHash) return row;
      await database.manager.update(AccessToken, { id }, { secretHash });
      await this.record(SecurityEventType.TOKEN_CREATED, viewer, client, { ...this.detailsOf(row), newSecret: true });
      this.closeSocketsOf([row]);
      return Object.assign(row, { secretHash });
    });
  }

  private detailsOf({ id, name, scopes, expiresAt }: AccessToken): Record<string, unknown> {
    return { accessTokenId: id, name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
  }

  private record(type: SecurityEventType, { id }: Viewer, client: Client, details: Record<string, unknown>): Promise<void> {
    return this.parts.security.record(type, { userId: id, actorId: id, client, details });
  }

  private closeSocketsOf(tokens: readonly Pick<AccessToken, 'id'>[]): void {
    const { database, live } = this.parts;
    database.afterCommit(() => tokens.forEach(({ id }) => live.publish(credentialTopic(id), id)));
  }

  private async touch({ id, lastUsedAt }: AccessToken): Promise<void> {
    const { database, clock } = this.parts;
    const now = clock.now();
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < TOUCH_MS) return;
    await database.unitOfWork(() => database.manager.update(AccessToken, { id }, { lastUsedAt: now }));
  }
}
