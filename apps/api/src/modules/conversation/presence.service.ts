import { MessageKind } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Throttle } from '../../platform/throttle';
import type { TicketService } from '../tickets';
import type { Presence } from './presence';

/** What someone says about their writing. */
export interface TypingNews {
  readonly ticketId: string;
  readonly typing: boolean;
  readonly kind: MessageKind;
}

/** Lets people say that they write. */
export class PresenceService {
  constructor(
    private readonly tickets: TicketService,
    private readonly presence: Presence,
    private readonly throttle: Throttle,
  ) {}

  /** @throws UserError NOT_FOUND, RATE_LIMITED, or FORBIDDEN and CONFLICT when they could not send what they write. */
  async setTyping(viewer: Viewer, { ticketId, typing, kind }: TypingNews): Promise<void> {
    await this.throttle.count(viewer.id);
    const verb = kind === MessageKind.NOTE ? 'note' : 'reply';
    const { id } = typing ? await this.tickets.getFor(viewer, ticketId, verb) : await this.tickets.get(viewer, ticketId);
    this.presence.setTyping(id, viewer.id, typing ? kind : null);
  }
}
