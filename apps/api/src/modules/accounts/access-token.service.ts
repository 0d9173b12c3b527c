import type { TokenScope } from '@ccr/domain';
import { type Authentication, credentialTopic, hashSecret, newSecret, type Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, newId } from '../../platform/database';
import { notFound } from '../../platform/errors';
import type { LiveBus } from '../../platform/live';
import { AccessToken } from './access-token.entity';
import { User } from './user.entity';

/** So that a token that was published by accident is found by secret scanners. */
const PREFIX = 'ccr_';

/** Makes and ends the tokens with which programs act for people. */
export class AccessTokenService {
  constructor(
    private readonly database: Database,
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** Makes a token. Its secret is told here and never again. */
  async create(
    viewer: Viewer,
    { name, scopes }: { readonly name: string; readonly scopes: readonly TokenScope[] },
  ): Promise<{ accessToken: AccessToken; token: string }> {
    const token = `${PREFIX}${newSecret()}`;
    const accessToken = Object.assign(new AccessToken(), {
      id: newId(),
      userId: viewer.id,
      name: name.trim(),
      secretHash: hashSecret(token),
      scopes: [...new Set(scopes)],
      createdAt: this.clock.now(),
    });
    await this.database.unitOfWork(() => this.database.manager.insert(AccessToken, accessToken));
    return { accessToken, token };
  }

  /** Ends one of the viewer's own tokens and closes its sockets. @throws UserError NOT_FOUND for anyone else's. */
  async revoke(viewer: Viewer, accessTokenId: string): Promise<void> {
    await this.database.unitOfWork(async () => {
      const found = await this.database.repository(AccessToken).findOneBy({ id: accessTokenId, userId: viewer.id });
      if (!found) throw notFound('access token');
      await this.database.manager.delete(AccessToken, { id: found.id });
      this.database.afterCommit(() => this.live.publish(credentialTopic(found.id), found.id));
    });
  }

  /** The viewer's own tokens, newest first. */
  list(viewer: Viewer): Promise<AccessToken[]> {
    return this.database.repository(AccessToken).find({ where: { userId: viewer.id }, order: { id: 'DESC' }, take: 100 });
  }

  /** Who the token acts for; null when it is unknown or revoked. */
  async authenticate(token: string): Promise<Authentication | null> {
    if (!token.startsWith(PREFIX)) return null;
    const found = await this.database.repository(AccessToken).findOneBy({ secretHash: hashSecret(token) });
    const user = found && (await this.database.repository(User).findOneBy({ id: found.userId }));
    if (!found || !user) return null;
    const credential = { kind: 'token', id: found.id, scopes: found.scopes } as const;
    return { viewer: { id: user.id, role: user.role, credential }, expiresAt: null };
  }
}
