import { NotificationChannel } from '@ccr/domain';
import { newId } from '../../../platform/database';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { type Batch, LeasedQueue, waiting, Worker } from '../../../platform/queue';
import { passwordResetRequested } from '../account.events';
import type { AccountService } from '../people/account.service';
import { normalizeEmail } from '../people/new-user';
import { User } from '../people/user.entity';
import { clientColumns, type SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import { CodePurpose } from './one-time-code.entity';
import type { OneTimeCodes } from './one-time-codes';
import { ResetRequest } from './reset-request.entity';

/** Longer than a batch takes. */
const LEASE_MS = 20_000;

type Closed = 'passwordHash' | 'deactivatedAt' | 'erasedAt';

/** Whether there is a password to reset: not before an invitation is accepted, not when nobody can sign in. */
export const hasPassword = ({ passwordHash, deactivatedAt, erasedAt }: Pick<User, Closed>): boolean =>
  passwordHash !== null && deactivatedAt === null && erasedAt === null;

/** Writes a request down, for every address alike; `ResetRequests` looks into it later. Joins the caller's unit of work. */
export async function writeResetRequest(
  { database, clock }: Platform,
  email: string,
  client: Client,
  channel = NotificationChannel.MAIL,
): Promise<void> {
  const now = clock.now();
  const row = { id: newId(), email: normalizeEmail(email), channel, ...clientColumns(client), createdAt: now, ...waiting(now) };
  await database.unitOfWork(() => database.manager.insert(ResetRequest, row));
}

/**
 * Looks into the requests for a reset and has a code sent to those who have an account. Nothing nudges it: with its own
 * sweep it works apart from the requests, so that how long a next request takes tells nothing of the one before.
 */
export class ResetRequests {
  readonly worker: Worker;
  private readonly queue: LeasedQueue<ResetRequest>;

  constructor(
    private readonly platform: Platform,
    private readonly accounts: AccountService,
    private readonly codes: OneTimeCodes,
    private readonly security: SecurityLog,
  ) {
    this.queue = new LeasedQueue(platform.database, ResetRequest, platform.clock, LEASE_MS);
    this.worker = new Worker('reset requests', () => this.round(), platform.log);
  }

  private async round(): Promise<boolean> {
    const batch = await this.queue.claim();
    for (const request of batch.rows) await this.lookInto(batch, request);
    return batch.rows.length > 0;
  }

  private async lookInto(batch: Batch<ResetRequest>, request: ResetRequest): Promise<void> {
    const { database, log } = this.platform;
    try {
      await database.unitOfWork(() => this.answer(batch, request));
    } catch (error) {
      log.error({ err: error, requestId: request.id }, 'A request for a reset could not be looked into; it will be tried again');
      await this.queue.retry(batch, request);
    }
  }

  private async answer({ token }: Batch<ResetRequest>, { id, email, channel, ip, userAgent }: ResetRequest): Promise<void> {
    const { database, events } = this.platform;
    const { affected } = await database.manager.delete(ResetRequest, { id, leaseToken: token });
    if (affected !== 1) return; // the lease ran out, and someone else has it
    const found = await this.accounts.findByEmail(email);
    const user = found && (await database.findAndLock(User, { id: found.id }));
    const isTheirs = user !== null && user.email === email && hasPassword(user);
    await this.security.record(SecurityEventType.PASSWORD_RESET_REQUESTED, {
      userId: user?.id ?? null,
      actorId: null,
      client: { ip, userAgent },
    });
    if (!isTheirs) return;
    const to = this.wayTo(user, channel);
    // One count of codes and of wrong ones, whichever way they go: the other way gives no more of either.
    const codeId = await this.codes.issue(user, CodePurpose.RESET_PASSWORD, to.address);
    if (codeId !== null) await events.record(user, passwordResetRequested(codeId, to.channel));
  }

  /** A text message only to a number that was confirmed. Who has none gets a mail: the answer has told them nothing else. */
  private wayTo({ email, mobile, mobileVerifiedAt }: User, wanted: NotificationChannel): { channel: NotificationChannel; address: string } {
    const { MAIL, SMS } = NotificationChannel;
    const bySms = wanted === SMS && this.platform.config.sms !== null && mobile !== null && mobileVerifiedAt !== null;
    return bySms ? { channel: SMS, address: mobile } : { channel: MAIL, address: email };
  }
}
