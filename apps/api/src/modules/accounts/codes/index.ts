import { type AccountsCore, HOUR, type Part } from '../core';
import { AccountLink } from './account-link.entity';
import { CodeAttempts } from './code-attempts.entity';
import { EmailChanges } from './email-change.service';
import { EmailResolver } from './email.resolver';
import { EmailVerification } from './email-verification.service';
import { MobileVerification } from './mobile-verification.service';
import { MobileResolver } from './mobile.resolver';
import { OneTimeCode } from './one-time-code.entity';
import { PasswordResetResolver } from './password-reset.resolver';
import { PasswordResets } from './password-reset.service';
import { ResetRequest } from './reset-request.entity';
import { ResetRequests } from './reset-requests';

export const codeEntities = [OneTimeCode, CodeAttempts, ResetRequest, AccountLink];
export const codeResolvers = [EmailResolver, MobileResolver, PasswordResetResolver] as const;

/** Codes by mail or text message: to confirm an address or a number, to reset a password. */
export function createCodes(core: AccountsCore): Part & { readonly verification: EmailVerification } {
  const { platform, accounts, addressThrottle, codes, ownPassword, security, throttle } = core;
  const throttles = {
    requestsPerNetwork: throttle('reset-request-network', 20, HOUR),
    requestsPerAddress: throttle('reset-request-address', 5, HOUR),
    resetsPerNetwork: throttle('reset-network', 30, HOUR),
  };
  const verification = new EmailVerification(platform, codes, security, addressThrottle);
  const changes = new EmailChanges(platform, accounts, ownPassword, codes, security, {
    perPerson: throttle('email-change-person', 10, HOUR),
    perNetwork: throttle('email-change-network', 60, HOUR),
    perAddress: addressThrottle,
  });
  const mobiles = new MobileVerification(platform, ownPassword, codes, security, {
    perPerson: throttle('mobile-code-person', 10, HOUR),
    perNetwork: throttle('mobile-code-network', 60, HOUR),
    perNumber: addressThrottle,
    perShop: throttle('mobile-code-shop', 500, 24 * HOUR),
  });
  const hasSms = platform.config.sms !== null;
  return {
    verification,
    resolvers: [
      new EmailResolver(verification, changes),
      new MobileResolver(mobiles, hasSms),
      new PasswordResetResolver(new PasswordResets(platform, core), throttles, hasSms),
    ],
    workers: [new ResetRequests(platform, accounts, codes, security).worker],
  };
}
