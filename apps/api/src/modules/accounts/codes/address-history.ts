import { MoreThanOrEqual } from 'typeorm';
import type { Database } from '../../../platform/database';
import { EventRow } from '../../../platform/events';
import { AccountEvent } from '../account.events';
import { OneTimeCode } from './one-time-code.entity';

/** Which addresses an account has had, as far back as the codes are kept that changed them. */
export class AddressHistory {
  constructor(private readonly database: Database) {}

  /** Where mail to the person was known to arrive just before `since`; null when it is the address that they have. */
  async provedBefore(userId: string, since: Date): Promise<string | null> {
    const change = await this.database.repository(EventRow).findOne({
      where: { streamId: userId, type: AccountEvent.emailChanged, at: MoreThanOrEqual(since) },
      order: { seq: 'ASC' },
    });
    if (change?.data['formerWasVerified'] !== true) return null;
    const code = await this.database.repository(OneTimeCode).findOneBy({ id: String(change.data['codeId']) });
    return code?.formerAddress ?? null;
  }

  /** Since when they have the address that they have; null when it never was another. */
  async heldSince(userId: string): Promise<Date | null> {
    const change = await this.database.repository(EventRow).findOne({
      where: { streamId: userId, type: AccountEvent.emailChanged },
      order: { seq: 'DESC' },
    });
    return change?.at ?? null;
  }
}
