import type { EventHandler, EventRow } from '../../platform/events';
import { ConversationEvent } from '../conversation';
import { TicketEventType } from '../tickets';
import type { SearchIndex } from './search-index';

const TICKET_SAYS_SOMETHING: readonly string[] = [TicketEventType.raised, TicketEventType.edited];

/** Keeps the index up with what people write. */
export class KeepIndex implements EventHandler {
  readonly name = 'keep the search index';

  constructor(private readonly index: SearchIndex) {}

  async handle({ type, streamId, data }: EventRow): Promise<void> {
    if (TICKET_SAYS_SOMETHING.includes(type)) await this.index.ticket(streamId);
    if (type === ConversationEvent.messageSent) await this.index.message(String(data['messageId']));
  }
}
