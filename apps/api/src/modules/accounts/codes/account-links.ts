import { IsNull, MoreThanOrEqual } from 'typeorm';
import { hashSecret, type SecretKey } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import { AccountLink, type LinkPurpose } from './account-link.entity';

const HOUR_MS = 60 * 60 * 1_000;
const LIFETIME_MS: Record<LinkPurpose, number> = { INVITATION: 72 * HOUR_MS, REPORT_SIGN_IN: 72 * HOUR_MS };

/** Makes the secrets of mailed links, and takes them back once. */
export class AccountLinks {
  constructor(
    private readonly database: Database,
    private readonly key: SecretKey,
    private readonly clock: Clock,
  ) {}

  /** Makes a link in the caller's unit of work. Resolves to its id, from which the mail makes the secret. */
  async issue(userId: string, purpose: LinkPurpose): Promise<string> {
    const now = this.clock.now();
    const id = newId();
    await this.database.manager.insert(AccountLink, {
      id,
      userId,
      purpose,
      secretHash: hashSecret(this.key.linkSecret(id)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFETIME_MS[purpose]),
      endedAt: null,
    });
    return id;
  }

  /** The link of that secret; null when it is unknown, used, replaced or too old. */
  async find(secret: string, purpose: LinkPurpose): Promise<AccountLink | null> {
    const link = await this.database.repository(AccountLink).findOneBy({ secretHash: hashSecret(secret), purpose });
    return link && link.endedAt === null && link.expiresAt > this.clock.now() ? link : null;
  }

  /** Uses the link up, in the caller's unit of work. Resolves to it; null when it is no good, also when someone was faster. */
  async redeem(secret: string, purpose: LinkPurpose): Promise<AccountLink | null> {
    const link = await this.find(secret, purpose);
    if (!link) return null;
    const { affected } = await this.database.manager
      .createQueryBuilder()
      .update(AccountLink)
      .set({ endedAt: this.clock.now() })
      .where('id = :id AND endedAt IS NULL', { id: link.id })
      .execute();
    return affected === 1 ? link : null;
  }

  /**
   * Ends a person's links of that purpose, in the caller's unit of work: all of them, or those made since then. Those from
   * before may have gone to another address, which whoever sits in the account now must not make useless.
   */
  async endAll(userId: string, purpose: LinkPurpose, since: Date | null = null): Promise<void> {
    const made = since && { createdAt: MoreThanOrEqual(since) };
    await this.database.manager.update(AccountLink, { userId, purpose, endedAt: IsNull(), ...made }, { endedAt: this.clock.now() });
  }
}
