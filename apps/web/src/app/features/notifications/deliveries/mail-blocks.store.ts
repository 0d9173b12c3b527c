import { Injectable, inject } from '@angular/core';
import { UnblockAddressDocument } from '#graphql/delivery-log';
import { Api, Problem } from '../../../data';

/** Lets mail go to addresses again, for admins. */
@Injectable({ providedIn: 'root' })
export class MailBlocks {
  private readonly api = inject(Api);

  /** Also right when somebody else was faster. `userId`: who has the address, where that is known. */
  async allow(address: string, userId?: string): Promise<void> {
    try {
      await this.api.mutate(UnblockAddressDocument, { input: { address } });
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'NOT_FOUND')) throw error;
    }
    const { cache } = this.api;
    const id = userId && cache.identify({ __typename: 'User', id: userId });
    if (id) cache.modify({ id, fields: { mailBlocked: () => null } });
    const blocked = cache.identify({ __typename: 'BlockedAddress', address });
    if (blocked) cache.evict({ id: blocked });
  }
}
