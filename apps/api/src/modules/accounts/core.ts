import type { Platform } from '../../platform/platform';
import type { Worker } from '../../platform/queue';
import { Throttle } from '../../platform/throttle';
import { LastAdmin } from './agents/last-admin';
import { AccountLinks } from './codes/account-links';
import { AddressHistory } from './codes/address-history';
import { OneTimeCodes } from './codes/one-time-codes';
import { AccountService } from './people/account.service';
import { AddressThrottle } from './people/address-throttle';
import { OwnPassword } from './people/own-password';
import { AccountDeletion } from './profile/account-deletion';
import { RecoveryCodes } from './second-factor/recovery-codes';
import { SecondFactorRemoval } from './second-factor/second-factor-removal';
import { SecurityLog } from './security-log/security-log';
import { Entrance } from './sessions/entrance';
import { KnownDevices } from './sessions/known-devices';
import { SessionService } from './sessions/session.service';
import { AccessTokenService } from './tokens/access-token.service';

/** What a part of this module (a folder with an `index.ts`) brings to the whole. */
export interface Part {
  readonly resolvers: readonly object[];
  readonly workers?: readonly Worker[];
}

/** In seconds, as throttles count. */
export const HOUR = 60 * 60;

/** What every part of this module builds on. */
export interface AccountsCore {
  readonly platform: Platform;
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly devices: KnownDevices;
  readonly entrance: Entrance;
  readonly recoveryCodes: RecoveryCodes;
  readonly secondFactorRemoval: SecondFactorRemoval;
  readonly tokens: AccessTokenService;
  readonly security: SecurityLog;
  readonly links: AccountLinks;
  readonly codes: OneTimeCodes;
  readonly addresses: AddressHistory;
  readonly addressThrottle: AddressThrottle;
  readonly ownPassword: OwnPassword;
  /** Failed sign-ins of a person, wherever they come from. */
  readonly signInsPerAccount: Throttle;
  readonly deletion: AccountDeletion;
  readonly lastAdmin: LastAdmin;
  /** Counts attempts, over all processes. */
  throttle(name: string, attempts: number, perSeconds: number): Throttle;
}

/** Makes what is not of one part alone. */
export function createCore(platform: Platform): AccountsCore {
  const { database, idempotency, live, clock, redis, secretKey } = platform;
  const security = new SecurityLog(database, clock);
  const lastAdmin = new LastAdmin(database);
  const recoveryCodes = new RecoveryCodes(database, secretKey, clock);
  const codes = new OneTimeCodes(database, secretKey, clock);
  const throttle = (name: string, attempts: number, perSeconds: number): Throttle => new Throttle({ name, attempts, perSeconds }, redis);
  const addressThrottle = new AddressThrottle(throttle('address-network', 10, HOUR), throttle('address', 30, HOUR));
  const sessions = new SessionService(database, live, clock);
  const devices = new KnownDevices(database, clock);
  const tokens = new AccessTokenService({ database, idempotency, live, clock, security });
  return {
    platform,
    security,
    accounts: new AccountService(platform, security, codes, addressThrottle),
    sessions,
    devices,
    entrance: new Entrance(database, sessions, devices),
    recoveryCodes,
    secondFactorRemoval: new SecondFactorRemoval(platform, recoveryCodes, security),
    tokens,
    links: new AccountLinks(database, secretKey, clock),
    codes,
    addresses: new AddressHistory(database),
    addressThrottle,
    ownPassword: new OwnPassword(database, throttle('own-password', 10, HOUR / 4), security),
    signInsPerAccount: throttle('sign-in-account', 50, HOUR),
    deletion: new AccountDeletion(platform, { sessions, tokens }, lastAdmin, security),
    lastAdmin,
    throttle,
  };
}
