import type { MessageKind } from '@ccr/domain';
import type { Clock } from '../../platform/clock';
import { newId } from '../../platform/database';
import type { LiveBus } from '../../platform/live';
import { type Present, type PresenceSignal, PresenceRoom } from './presence.room';

const TICK_MS = 1_000;

/** What `presenceTopic` is woken with: who is there has changed, and nothing that a database knows. */
export const PEOPLE = 'people';
/** Woken in this process when another person is in the ticket, or writes there. */
export const presenceTopic = (ticketId: string): string => `presence:${ticketId}`;
/** On which the processes tell each other. */
const signalTopic = (ticketId: string): string => `presence-signal:${ticketId}`;

/**
 * Who is in a ticket now, and who writes: over all processes, and kept nowhere. Each process says again and again who
 * is with it, so that nobody has to say that someone has gone.
 */
export class Presence {
  private readonly rooms = new Map<string, { readonly room: PresenceRoom; readonly leave: () => void }>();
  private readonly origin = newId();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** The person looks at the ticket from now on. Returns how they leave. */
  enter(ticketId: string, userId: string): () => void {
    const { room } = this.rooms.get(ticketId) ?? this.open(ticketId);
    room.enter(userId);
    return () => {
      room.leave(userId);
      if (room.isEmpty) this.close(ticketId);
    };
  }

  /** The person writes a message of that kind, for some seconds unless they say so again; with null they have stopped. */
  setTyping(ticketId: string, userId: string, kind: MessageKind | null): void {
    this.tell(ticketId, { typing: { userId, kind } });
  }

  /** Who is there, as far as someone here looks at the ticket as well. */
  inTicket(ticketId: string): Present[] {
    return this.rooms.get(ticketId)?.room.people() ?? [];
  }

  private open(ticketId: string): { room: PresenceRoom; leave: () => void } {
    const room = new PresenceRoom(this.origin, {
      now: () => this.clock.now().getTime(),
      tell: (signal) => this.tell(ticketId, signal),
      changed: () => this.live.wake(presenceTopic(ticketId), PEOPLE),
    });
    const leave = this.live.listen([signalTopic(ticketId)], (text) => room.receive(text === '' ? null : (JSON.parse(text) as PresenceSignal)));
    const entry = { room, leave };
    this.rooms.set(ticketId, entry);
    this.timer ??= setInterval(() => this.rooms.forEach((one) => one.room.tick()), TICK_MS).unref();
    this.tell(ticketId, { asks: this.origin });
    return entry;
  }

  private close(ticketId: string): void {
    this.rooms.get(ticketId)?.leave();
    this.rooms.delete(ticketId);
    if (this.rooms.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tell(ticketId: string, signal: PresenceSignal): void {
    this.live.publish(signalTopic(ticketId), JSON.stringify(signal));
  }
}
