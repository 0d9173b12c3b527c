import { Worker } from '../../../platform/queue';
import { type AccountsCore, HOUR, type Part } from '../core';
import { accountData } from './account-data';
import { AccountExportService } from './account-export.service';
import { Erasure } from './erasure';
import { OwnAccountResolver } from './own-account.resolver';
import { PasswordResolver } from './password.resolver';
import { PasswordService } from './password.service';
import { PersonalData } from './personal-data';
import { ProfileResolver } from './profile.resolver';
import { ProfileService } from './profile.service';

export const profileResolvers = [PasswordResolver, ProfileResolver, OwnAccountResolver] as const;

/** Erasure is due on a day, not on a second. */
const SWEEP_MS = 10 * 60 * 1_000;

/** What else this part brings. */
interface Profile extends Part {
  readonly personalData: PersonalData;
}

/** What people do to their own account. */
export function createProfile({ platform, ownPassword, sessions, tokens, codes, security, deletion, throttle }: AccountsCore): Profile {
  const personalData = new PersonalData();
  personalData.add(...accountData(platform.database));
  const exports = new AccountExportService(platform, ownPassword, personalData, security, throttle('account-export', 5, HOUR));
  const erasure = new Erasure(platform, { sessions, tokens }, personalData, security);
  return {
    personalData,
    resolvers: [
      new PasswordResolver(new PasswordService(platform, ownPassword, sessions, security, throttle('change-password', 10, HOUR))),
      new ProfileResolver(new ProfileService(platform, codes)),
      new OwnAccountResolver(exports, deletion, ownPassword),
    ],
    workers: [new Worker('erasure', () => erasure.sweep(), platform.log, SWEEP_MS)],
  };
}
