import type { Language } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import type { Platform } from '../../../platform/platform';
import { profileChanged } from '../account.events';
import { CodePurpose } from '../codes/one-time-code.entity';
import type { OneTimeCodes } from '../codes/one-time-codes';
import { lockViewer } from '../people/lock-viewer';
import { parseMobile } from '../people/mobile';
import type { User } from '../people/user.entity';

/** What is left out stays as it is; null takes it away, but for the name, which everyone has. */
export interface ProfileChange {
  readonly name?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly language?: Language | null | undefined;
  readonly timeZone?: string | null | undefined;
}

type Profile = Pick<User, 'name' | 'mobile' | 'language' | 'timeZone'>;

function changed(user: Profile, { name, mobile, language, timeZone }: ProfileChange): Partial<Profile> {
  const wanted: Profile = {
    name: name?.trim() ?? user.name,
    mobile: mobile === undefined ? user.mobile : parseMobile(mobile),
    language: language === undefined ? user.language : language,
    timeZone: timeZone === undefined ? user.timeZone : timeZone,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => user[key as keyof Profile] !== value));
}

/** Lets people say what they are called and how they like things. */
export class ProfileService {
  constructor(
    private readonly platform: Platform,
    private readonly codes: OneTimeCodes,
  ) {}

  /** Changes the viewer's own profile; another mobile number is not confirmed. What is as it was is no event. */
  async update(viewer: Viewer, change: ProfileChange): Promise<User> {
    const { database, events } = this.platform;
    return database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      const changes: Partial<User> = changed(user, change);
      if (changes.mobile !== undefined) await this.forgetNumber(user, changes);
      if (Object.keys(changes).length > 0) await events.record<User>(user, profileChanged(viewer.id), changes);
      return user;
    });
  }

  /** Codes that went to the former number open nothing any more. */
  private async forgetNumber({ id }: User, changes: Partial<User>): Promise<void> {
    changes.mobileVerifiedAt = null;
    await this.codes.endAll(id, CodePurpose.VERIFY_MOBILE);
    await this.codes.endAll(id, CodePurpose.RESET_PASSWORD);
  }
}
