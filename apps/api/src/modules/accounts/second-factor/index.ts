import { type AccountsCore, HOUR, type Part } from '../core';
import { RecoveryCode } from './recovery-code.entity';
import { SecondFactor } from './second-factor.entity';
import { SecondFactorCheck } from './second-factor-check';
import { SecondFactorResetResolver } from './second-factor-reset.resolver';
import { SecondFactorResets } from './second-factor-reset.service';
import { SecondFactorResolver } from './second-factor.resolver';
import { SecondFactorService } from './second-factor.service';
import { ShopSettings } from './shop-settings.entity';
import { ShopSettingsResolver } from './shop-settings.resolver';
import { ShopSettingsService } from './shop-settings.service';

export const secondFactorEntities = [SecondFactor, RecoveryCode, ShopSettings];
export const secondFactorResolvers = [SecondFactorResolver, SecondFactorResetResolver, ShopSettingsResolver] as const;

/** The second factor, and whether the shop insists on it. */
export function createSecondFactor(core: AccountsCore): Part & { readonly check: SecondFactorCheck; readonly settings: ShopSettingsService } {
  const { platform, security, recoveryCodes, throttle } = core;
  // A guess is right with 3 in a million, so whoever has the password gets in within a day with 1.5 in ten thousand.
  const attempts = [throttle('second-factor', 5, HOUR / 4), throttle('second-factor-day', 50, 24 * HOUR)];
  const check = new SecondFactorCheck(platform, recoveryCodes, security, attempts);
  const settings = new ShopSettingsService(platform, security);
  const secondFactor = new SecondFactorService(platform, {
    ...core,
    check,
    confirmations: throttle('second-factor-set-up', 10, HOUR / 4),
  });
  const resets = new SecondFactorResetResolver(new SecondFactorResets(platform, core));
  return { check, settings, resolvers: [new SecondFactorResolver(secondFactor), resets, new ShopSettingsResolver(settings)] };
}
