import { answerDue, LIMITS, TicketStatus } from '@ccr/domain';
import { MoreThan } from 'typeorm';
import type { Viewer } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import type { Database } from '../../../platform/database';
import { badInput, forbidden } from '../../../platform/errors';
import { type EventLog, EventRow } from '../../../platform/events';
import { ticketConflict } from '../ticket.conflict';
import { Ticket } from '../ticket.entity';
import { TicketEventType, ticketStatusChanged } from '../ticket.events';
import { canNow, may } from '../ticket.policy';
import type { TicketService } from '../ticket.service';
import { timesAfter } from '../ticket.times';
import { type BeforeMerge, beforeMerge, MergeDirection, type Rest, ticketMerged, ticketUnmerged } from './merging.events';
import { isUnmergeable, mayMerge } from './merging.policy';

/** Which ticket goes into which. */
export interface Merge {
  readonly ticketId: string;
  readonly intoTicketId: string;
}

/** Where a ticket rests until somebody asks again. */
const RESTS: readonly TicketStatus[] = [TicketStatus.PENDING, TicketStatus.RESOLVED];
const { INTO, FROM } = MergeDirection;

/** Puts tickets together that are about the same, and takes them apart again. What was written stays where it was written. */
export class MergingService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly tickets: TicketService,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the one ticket and goes on with it in the other, which waits as long as the one did. Resolves to the other.
   * @throws UserError NOT_FOUND, FORBIDDEN for who does not answer for both, BAD_USER_INPUT when they don't belong
   * together, CONFLICT when one of them has ended or is part of a merge that this would hide.
   */
  async merge(viewer: Viewer, { ticketId, intoTicketId }: Merge): Promise<Ticket> {
    await this.both(viewer, ticketId, intoTicketId, async (source, target) => {
      await this.insistOnMerge(viewer, source, target);
      const { status, resolvedAt, closesAt } = target;
      const awake = await this.awake(viewer, source, target);
      await this.join(viewer, source, awake, awake.status === status ? null : { status, resolvedAt, closesAt });
    });
    return this.tickets.get(viewer, intoTicketId);
  }

  /**
   * Takes a merged ticket out again and puts it back to where it stood, and what the merge took up to its rest, unless
   * something happened there since. Resolves to it.
   * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT when it is not merged, or has been for too long.
   */
  async unmerge(viewer: Viewer, ticketId: string): Promise<Ticket> {
    const seen = await this.tickets.get(viewer, ticketId);
    if (!may(viewer, 'merge', seen)) throw forbidden();
    if (seen.mergedIntoId === null) throw ticketConflict(viewer, seen, 'This ticket is not merged.');
    await this.both(viewer, ticketId, seen.mergedIntoId, async (source, target) => {
      if (!mayMerge(viewer, source, target)) throw forbidden();
      if (source.mergedIntoId !== target.id) throw ticketConflict(viewer, source, 'This ticket is not merged any more.');
      if (!isUnmergeable(source, this.clock.now())) {
        throw ticketConflict(viewer, source, 'This ticket was merged too long ago to be taken out again.');
      }
      await this.part(viewer, source, target);
    });
    return this.tickets.get(viewer, ticketId);
  }

  /** Holds both, always in the same order: two who want them at once wait for each other once. */
  private both(viewer: Viewer, sourceId: string, targetId: string, work: (source: Ticket, target: Ticket) => Promise<void>): Promise<Ticket> {
    const [first, second] = sourceId < targetId ? [sourceId, targetId] : [targetId, sourceId];
    return this.tickets.hold(viewer, first, async (one) => {
      await this.tickets.hold(viewer, second, (other) => (first === sourceId ? work(one, other) : work(other, one)));
    });
  }

  private async insistOnMerge(viewer: Viewer, source: Ticket, target: Ticket): Promise<void> {
    if (!mayMerge(viewer, source, target)) throw forbidden();
    if (source.id === target.id) throw badInput('input.intoTicketId', 'A ticket is not merged into itself. Choose another one.');
    if (source.customerId !== target.customerId) throw badInput('input.intoTicketId', 'It is of another customer. Choose a ticket of the same one.');
    if (target.mergedIntoId !== null) throw ticketConflict(viewer, target, `${target.reference} was merged itself. Choose the ticket that it is in now.`);
    if (target.status === TicketStatus.CLOSED) throw ticketConflict(viewer, target, `${target.reference} is closed. Choose a ticket that is not.`);
    if (!canNow(viewer, 'merge', source)) throw ticketConflict(viewer, source, `This can't be done now: the ticket is ${source.status}.`);
    const repository = this.database.repository(Ticket);
    if (await repository.existsBy({ mergedIntoId: source.id })) {
      throw ticketConflict(viewer, source, `Other tickets were merged into this one. Merge ${target.reference} into it instead.`);
    }
    if ((await repository.countBy({ mergedIntoId: target.id })) >= LIMITS.merge.tickets) {
      throw ticketConflict(viewer, target, `${LIMITS.merge.tickets} tickets were merged into ${target.reference} already. No more go into it.`);
    }
  }

  /** The customer who waits in the one would be forgotten in the other while that rests. */
  private async awake(viewer: Viewer, source: Ticket, target: Ticket): Promise<Ticket> {
    const isNeeded = source.waitingSince !== null && RESTS.includes(target.status);
    return isNeeded ? this.tickets.act(viewer, target.id, 'reopen') : target;
  }

  private async join(viewer: Viewer, source: Ticket, target: Ticket, targetRest: Rest | null): Promise<void> {
    const at = this.clock.now();
    const { status, waitingSince, closesAt } = source;
    const before = { waitingSince, closesAt, targetWaitingSince: target.waitingSince, targetSeq: target.lastSeq, targetRest };
    await this.events.record(source, ticketMerged(viewer.id, { ticketId: target.id, direction: INTO }, before), {
      ...timesAfter(source, { at, status: TicketStatus.CLOSED }),
      ...this.tickets.touched(source, at),
      status: TicketStatus.CLOSED,
      mergedIntoId: target.id,
      mergedAt: at,
      statusBeforeMerge: status,
    });
    await this.events.record(target, ticketMerged(viewer.id, { ticketId: source.id, direction: FROM }), {
      ...timesAfter(target, { at, waitsSince: waitingSince }),
      ...this.tickets.touched(target, at),
    });
  }

  private async part(viewer: Viewer, source: Ticket, target: Ticket): Promise<void> {
    const merges = { streamId: source.id, type: TicketEventType.merged };
    const before = beforeMerge(await this.database.repository(EventRow).findOneOrFail({ where: merges, order: { seq: 'DESC' } }));
    const { waitingSince, closesAt } = before;
    const status = source.statusBeforeMerge ?? TicketStatus.OPEN;
    await this.events.record(source, ticketUnmerged(viewer.id, { ticketId: target.id, direction: INTO }), {
      ...this.tickets.touched(source),
      status,
      mergedIntoId: null,
      mergedAt: null,
      statusBeforeMerge: null,
      waitingSince,
      answerBy: answerDue(waitingSince, source.priority),
      closesAt,
    });
    const rest = target.lastSeq === before.targetSeq + 1 ? before.targetRest : null;
    const alone = await this.waitingAlone(target, before);
    await this.events.record(target, ticketUnmerged(viewer.id, { ticketId: source.id, direction: FROM }), {
      ...this.tickets.touched(target),
      waitingSince: alone,
      answerBy: answerDue(alone, target.priority),
    });
    if (rest && target.assigneeId !== null) await this.layToRest(viewer, target, rest);
    if (source.assigneeId !== null) await this.tickets.takeFrom(source.assigneeId, source.id, null);
  }

  private async layToRest(viewer: Viewer, target: Ticket, rest: Rest): Promise<void> {
    const waitsNoMore = { waitingSince: null, answerBy: answerDue(null, target.priority) };
    await this.events.record(target, ticketStatusChanged(viewer.id, target.status, rest.status), { ...rest, ...waitsNoMore, ...this.tickets.touched(target) });
  }

  /** Since when the customer waits in the target for itself, once what they wait for in the other one is taken out. */
  private async waitingAlone(target: Ticket, { waitingSince, targetWaitingSince, targetSeq }: BeforeMerge): Promise<Date | null> {
    const isOthers = waitingSince !== null && target.waitingSince?.getTime() === waitingSince.getTime();
    if (!isOthers || targetWaitingSince !== null) return isOthers ? targetWaitingSince : target.waitingSince;
    const where = { streamId: target.id, actorId: target.customerId, seq: MoreThan(targetSeq) };
    return (await this.database.repository(EventRow).findOne({ where, order: { seq: 'ASC' } }))?.at ?? null;
  }
}
