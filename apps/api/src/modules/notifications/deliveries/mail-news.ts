import { In, MoreThan } from 'typeorm';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import type { MailEvent, MailFate } from '../../../platform/mail';
import { User } from '../../accounts';
import { NotificationChannel } from '../notification.channel';
import { MAX_PROBLEM, Notification, NotificationState } from '../notification.entity';
import { BlockedAddress, BlockReason } from './blocked-address.entity';

/** So many are dealt with in one unit of work. */
const BATCH = 1_000;

const { WAITING, UNKNOWN, SENT, DELIVERED, FAILED } = NotificationState;

type Dead = Extract<MailFate, 'BOUNCED' | 'DROPPED' | 'REPORTED_AS_SPAM'>;
const DEAD: Readonly<Record<Dead, { readonly reason: BlockReason; readonly problem: string }>> = {
  BOUNCED: { reason: BlockReason.BOUNCED, problem: 'The mail came back' },
  DROPPED: { reason: BlockReason.DROPPED, problem: 'The provider did not send it' },
  REPORTED_AS_SPAM: { reason: BlockReason.REPORTED_AS_SPAM, problem: 'The recipient reported it as spam' },
};

interface Told {
  readonly event: MailEvent;
  readonly row: Notification;
}

/** Takes in what the mail provider says of mails that it has. Being told twice, or in another order, comes to the same. */
export class MailNews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async hear(events: readonly MailEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += BATCH) await this.database.unitOfWork(() => this.take(events.slice(from, from + BATCH)));
  }

  private async take(events: readonly MailEvent[]): Promise<void> {
    const told = await this.known(events);
    const idsOf = (...fates: readonly MailFate[]): string[] => [...new Set(told.filter(({ event }) => fates.includes(event.fate)).map(({ row }) => row.id))].sort();
    const now = this.clock.now();
    await this.forward(idsOf('ACCEPTED', 'TURNED_AWAY', 'DELIVERED'), [UNKNOWN], SENT, { sentAt: now, problem: null });
    await this.forward(idsOf('DELIVERED'), [UNKNOWN, SENT], DELIVERED, { problem: null });
    for (const { event, row } of told) {
      const { fate, detail } = event;
      if (fate === 'TURNED_AWAY') {
        await this.database.manager.update(Notification, { id: row.id, state: SENT }, { problem: said('The mail was turned away', detail) });
      } else if (fate in DEAD) await this.give(event, row, DEAD[fate as Dead]);
    }
  }

  /** Events of notifications that there are, about the last time that they were sent. */
  private async known(events: readonly MailEvent[]): Promise<Told[]> {
    const ids = [...new Set(events.map(({ mailId }) => mailId))];
    const rows = await this.database.repository(Notification).findBy({ id: In(ids), channel: NotificationChannel.MAIL });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return events.flatMap((event) => {
      const row = byId.get(event.mailId);
      const isOfFormer = row?.providerId != null && event.providerId !== null && !event.providerId.startsWith(row.providerId);
      return row && !isOfFormer ? [{ event, row }] : [];
    });
  }

  /**
   * Rows only go forward, and out of the queue: what the provider has is not sent again. One that waits and was never taken
   * is to be sent anew, so what is told is of the time before.
   */
  private async forward(ids: readonly string[], from: readonly NotificationState[], state: NotificationState, changes: Partial<Notification>): Promise<number> {
    if (ids.length === 0) return 0;
    const values = { ...changes, state, dueAt: null, leaseToken: null };
    const { manager } = this.database;
    const taken = await manager.update(Notification, { id: In([...ids]), state: WAITING, attempts: MoreThan(0) }, { sentAt: this.clock.now(), ...values });
    const others = await manager.update(Notification, { id: In([...ids]), state: In([...from]) }, values);
    return (taken.affected ?? 0) + (others.affected ?? 0);
  }

  /** There is no use in sending more to that address. Not when it was told before: an admin may have allowed it again since. */
  private async give({ address, detail }: MailEvent, { id, recipientId }: Notification, { reason, problem }: (typeof DEAD)[Dead]): Promise<void> {
    if ((await this.forward([id], [UNKNOWN, SENT, DELIVERED], FAILED, { problem: said(problem, detail) })) === 0) return;
    const recipient = await this.database.findAndLock(User, { id: recipientId });
    if (!recipient || recipient.erasedAt !== null) return; // nothing is kept of them
    const row = { id: newId(), address, recipientId, reason, detail, createdAt: this.clock.now() };
    await this.database.repository(BlockedAddress).createQueryBuilder().insert().values(row).orIgnore().execute();
  }
}

const said = (problem: string, detail: string | null): string => (detail === null ? `${problem}.` : `${problem}: ${detail}`).slice(0, MAX_PROBLEM);
