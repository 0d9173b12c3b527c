import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { notFound } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import { type Connection, newestFirst, type PageArgs } from '../../../platform/paging';
import { type SecurityLog, SecurityEventType } from '../../accounts';
import { BlockedAddress, BlockReason } from './blocked-address.entity';

/** Why a mail to a blocked address is not sent. */
export const WHY_BLOCKED: Readonly<Record<BlockReason, string>> = {
  [BlockReason.BOUNCED]: 'Mail to this address came back before.',
  [BlockReason.DROPPED]: 'The provider sends nothing to this address.',
  [BlockReason.REPORTED_AS_SPAM]: 'The recipient has reported our mail as spam.',
};

/** The addresses that get no mail. */
export class BlockedAddresses {
  constructor(
    private readonly database: Database,
    private readonly security: SecurityLog,
  ) {}

  /** Why an address gets no mail; null when it does. */
  async reasonOf(address: string): Promise<BlockReason | null> {
    const blocked = await this.database.repository(BlockedAddress).findOneBy({ address });
    return blocked?.reason ?? null;
  }

  /** The newest first. */
  list(args: PageArgs): Promise<Connection<BlockedAddress>> {
    return newestFirst(this.database.repository(BlockedAddress), {}, args);
  }

  /** Lets mail go to it again. @throws UserError NOT_FOUND when it is not blocked. */
  async unblock(viewer: Viewer, typed: string, client: Client): Promise<void> {
    const address = typed.trim().toLowerCase();
    await this.database.unitOfWork(async () => {
      const blocked = await this.database.findAndLock(BlockedAddress, { address });
      if (!blocked) throw notFound('blocked address');
      await this.database.manager.delete(BlockedAddress, { id: blocked.id });
      await this.security.record(SecurityEventType.ADDRESS_UNBLOCKED, { userId: blocked.recipientId, actorId: viewer.id, client });
    });
  }
}
