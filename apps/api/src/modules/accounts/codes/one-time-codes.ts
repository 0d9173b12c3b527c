import { IsNull, MoreThan } from 'typeorm';
import type { SecretKey } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import { UserError } from '../../../platform/errors';
import type { User } from '../people/user.entity';
import { CodeAttempts } from './code-attempts.entity';
import { type CodePurpose, OneTimeCode } from './one-time-code.entity';

const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A code that opens an account is good for 10 minutes (NIST SP 800-63B), one that proves an address for a day (SP 800-63A). */
const LIFETIME_MS: Record<CodePurpose, number> = {
  VERIFY_EMAIL: DAY_MS,
  RESET_PASSWORD: 10 * MINUTE_MS,
  CHANGE_EMAIL: HOUR_MS,
  VERIFY_MOBILE: 10 * MINUTE_MS,
};
/** Wrong codes until the hour is over that began with the last of them, and in a day. Of a million codes, 20 a day are few. */
const MAX_WRONG = 5;
const MAX_WRONG_A_DAY = 20;
/** So that nobody's mailbox is filled, nor their phone: mails and text messages together. */
const MAX_SENT_A_DAY = 10;

/** What `issue` comes to when it would be one mail too many, told to someone who may know. */
export const tooManyCodes = (): UserError =>
  tooMany('Very many codes were mailed today. Look for them in your mail, also under spam, or try again tomorrow.');

/** The same of text messages. */
export const tooManyTextMessages = (): UserError => tooMany('Very many codes were sent to you today. Try again tomorrow.');

const tooMany = (words: string): UserError => new UserError('RATE_LIMITED', words, { retryAfterSeconds: DAY_MS / 1_000 });

/**
 * Makes six-digit codes and takes them back once. Every method joins the caller's unit of work, which holds the row of
 * the person: of two who try codes at once the second finds what the first has counted.
 */
export class OneTimeCodes {
  constructor(
    private readonly database: Database,
    private readonly key: SecretKey,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a code to be sent to the address, in place of the person's earlier ones for that purpose. Resolves to its
   * id, from which whatever is sent makes the digits; null when there were very many today.
   */
  async issue(user: User, purpose: CodePurpose, address: string, formerAddress: string | null = null): Promise<string | null> {
    const now = this.clock.now();
    const attempts = await this.attemptsOf(user.id, purpose, now);
    if (attempts.sentToday >= MAX_SENT_A_DAY) return null;
    await this.endAll(user.id, purpose);
    const id = newId();
    await this.database.manager.insert(OneTimeCode, {
      id,
      userId: user.id,
      purpose,
      codeHash: this.key.hash(hashed(id, this.key.code(id))),
      address,
      formerAddress,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFETIME_MS[purpose]),
      endedAt: null,
    });
    attempts.sentToday++;
    await this.database.manager.save(attempts);
    return id;
  }

  /**
   * Uses the code up. Resolves to its row; null when it is wrong, used, replaced or too old, or when there were too
   * many wrong ones, which a new code does not change. The caller commits all the same, or nothing would be counted.
   */
  async redeem(user: User, purpose: CodePurpose, code: string): Promise<OneTimeCode | null> {
    const now = this.clock.now();
    const attempts = await this.attemptsOf(user.id, purpose, now);
    const row = await this.current(user.id, purpose);
    // Where there is nothing to guess, nothing is counted: it would only keep the owner out.
    if (!row || attempts.wrong >= MAX_WRONG || attempts.wrongToday >= MAX_WRONG_A_DAY) return null;
    if (!this.key.matches(hashed(row.id, code.replaceAll(/\s/g, '')), row.codeHash)) {
      attempts.wrong++;
      attempts.wrongToday++;
      attempts.windowEndsAt = new Date(now.getTime() + HOUR_MS);
      await this.database.manager.save(attempts);
      return null;
    }
    await this.database.manager.update(OneTimeCode, { id: row.id }, { endedAt: now });
    return row;
  }

  /** The code that is good now; null when there is none. */
  current(userId: string, purpose: CodePurpose): Promise<OneTimeCode | null> {
    return this.database.repository(OneTimeCode).findOne({
      where: { userId, purpose, endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { id: 'DESC' },
    });
  }

  /** Ends the person's codes for that purpose. */
  async endAll(userId: string, purpose: CodePurpose): Promise<void> {
    await this.database.manager.update(OneTimeCode, { userId, purpose, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Begins to count anew, once it is known that what was counted was somebody else's doing. In the caller's unit of work. */
  async forgive(userId: string, purpose: CodePurpose): Promise<void> {
    await this.database.manager.delete(CodeAttempts, { userId, purpose });
  }

  /** The counts as of now: those whose time is over begin again. */
  private async attemptsOf(userId: string, purpose: CodePurpose, now: Date): Promise<CodeAttempts> {
    const found = await this.database.repository(CodeAttempts).findOneBy({ userId, purpose });
    const attempts = Object.assign(new CodeAttempts(), { userId, purpose, wrong: 0, windowEndsAt: now, wrongToday: 0, sentToday: 0 });
    attempts.dayEndsAt = new Date(now.getTime() + DAY_MS);
    if (found && found.dayEndsAt > now) {
      const { wrongToday, sentToday, dayEndsAt } = found;
      Object.assign(attempts, { wrongToday, sentToday, dayEndsAt });
    }
    if (found && found.windowEndsAt > now) Object.assign(attempts, { wrong: found.wrong, windowEndsAt: found.windowEndsAt });
    return attempts;
  }
}

/** A code belongs to its row: the same digits of another row have another hash. */
const hashed = (id: string, code: string): string => `${id} ${code}`;
