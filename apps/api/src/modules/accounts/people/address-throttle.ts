import type { Client } from '../../../platform/graphql';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { normalizeEmail } from './new-user';

/**
 * Counts what is done to one address by those who may not be its owner: asking whether it has an account, by signing up
 * with it or wanting it for one's own, and having codes mailed to it.
 */
export class AddressThrottle {
  constructor(
    private readonly perNetwork: Throttle,
    private readonly everywhere: Throttle,
  ) {}

  /** @throws UserError RATE_LIMITED, whether or not the address has an account. */
  async count(email: string, { ip }: Client): Promise<void> {
    const address = normalizeEmail(email);
    await this.perNetwork.count(`${address} ${networkOf(ip)}`);
    await this.everywhere.count(address);
  }
}
