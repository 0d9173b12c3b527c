import type { MessageKind } from '@ccr/domain';

/** How often a process says who is with it, and how long that holds. */
const TELL_EVERY_MS = 4_000;
const HOLDS_MS = 10_000;
/** Who writes says so again every few seconds. */
const TYPING_MS = 6_000;

/** What the processes tell each other about one ticket. */
export type PresenceSignal =
  | { readonly from: string; readonly here: readonly string[] }
  | { readonly asks: string }
  | { readonly typing: { readonly userId: string; readonly kind: MessageKind | null } };

/** Someone who is in a ticket now: looks at it, or writes a message of some kind. */
export interface Present {
  readonly userId: string;
  readonly isLooking: boolean;
  readonly typing: MessageKind | null;
}

/** What a room needs of the world. */
interface Surroundings {
  now(): number;
  tell(signal: PresenceSignal): void;
  /** Called when `people` has changed. */
  changed(): void;
}

interface Elsewhere {
  readonly here: readonly string[];
  readonly until: number;
}
interface Typing {
  readonly kind: MessageKind;
  readonly until: number;
}

/** Who is in one ticket, as this process knows it. */
export class PresenceRoom {
  /** How many pages of each person are open in this process. */
  private readonly pages = new Map<string, number>();
  private readonly elsewhere = new Map<string, Elsewhere>();
  private readonly typing = new Map<string, Typing>();
  private toldAt = 0;
  private known = '[]';

  constructor(
    private readonly origin: string,
    private readonly world: Surroundings,
  ) {}

  get isEmpty(): boolean {
    return this.pages.size === 0;
  }

  enter(userId: string): void {
    this.pages.set(userId, (this.pages.get(userId) ?? 0) + 1);
    this.tellWhoIsHere();
  }

  leave(userId: string): void {
    const left = (this.pages.get(userId) ?? 0) - 1;
    if (left > 0) this.pages.set(userId, left);
    else this.pages.delete(userId);
    this.tellWhoIsHere();
  }

  /** Takes in what a process has told; null when it may have missed something. */
  receive(signal: PresenceSignal | null): void {
    if (signal === null || 'asks' in signal) {
      if (signal?.asks !== this.origin) this.tellWhoIsHere();
      if (signal === null) this.world.tell({ asks: this.origin });
    } else if ('typing' in signal) this.note(signal.typing);
    else if (signal.from !== this.origin) this.elsewhere.set(signal.from, { here: signal.here, until: this.world.now() + HOLDS_MS });
    this.look();
  }

  /** Lets go of what nobody has said again, and says again what holds here. */
  tick(): void {
    if (this.world.now() - this.toldAt >= TELL_EVERY_MS) this.tellWhoIsHere();
    this.look();
  }

  /** By their ids, so that the same people are always told in the same order. */
  people(): Present[] {
    const now = this.world.now();
    for (const [from, { until }] of this.elsewhere) if (until <= now) this.elsewhere.delete(from);
    for (const [userId, { until }] of this.typing) if (until <= now) this.typing.delete(userId);
    const looking = new Set([...this.pages.keys(), ...[...this.elsewhere.values()].flatMap(({ here }) => here)]);
    return [...new Set([...looking, ...this.typing.keys()])]
      .sort()
      .map((userId) => ({ userId, isLooking: looking.has(userId), typing: this.typing.get(userId)?.kind ?? null }));
  }

  private note({ userId, kind }: { userId: string; kind: MessageKind | null }): void {
    if (kind === null) this.typing.delete(userId);
    else this.typing.set(userId, { kind, until: this.world.now() + TYPING_MS });
  }

  private tellWhoIsHere(): void {
    this.toldAt = this.world.now();
    this.world.tell({ from: this.origin, here: [...this.pages.keys()] });
  }

  private look(): void {
    const now = JSON.stringify(this.people());
    if (now === this.known) return;
    this.known = now;
    this.world.changed();
  }
}
