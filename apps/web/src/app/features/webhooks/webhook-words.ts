import type { WebhookDeliveryState } from '#graphql';

/** Events that one chooses together. */
interface EventGroup {
  readonly label: string;
  readonly events: readonly { readonly type: string; readonly words: string }[];
}

/** What a webhook can be told of, sorted into what belongs together. */
export const EVENT_GROUPS: readonly EventGroup[] = [
  {
    label: 'Tickets',
    events: [
      { type: 'TicketRaised', words: 'A ticket is raised' },
      { type: 'TicketEdited', words: 'A ticket is edited' },
      { type: 'TicketStatusChanged', words: 'The status changes' },
      { type: 'TicketRated', words: 'The help is rated' },
    ],
  },
  {
    label: 'Conversation and assignment',
    events: [
      { type: 'MessageSent', words: 'A reply is sent' },
      { type: 'TicketAssigned', words: 'A ticket is assigned' },
      { type: 'TicketUnassigned', words: 'A ticket is taken back' },
    ],
  },
  {
    label: 'Merging and splitting',
    events: [
      { type: 'TicketMerged', words: 'Tickets are merged' },
      { type: 'TicketUnmerged', words: 'A merge is undone' },
      { type: 'TicketSplit', words: 'A message becomes a ticket' },
    ],
  },
];

const WORDS = new Map([...EVENT_GROUPS.flatMap(({ events }) => events.map(({ type, words }) => [type, words] as const)), ['WebhookTest', 'Test event'] as const]);

/** What happened, for reading. */
export const eventWords = (type: string): string => WORDS.get(type) ?? type;

/** What became of a delivery, for reading. */
export const DELIVERY_WORDS: Readonly<Record<WebhookDeliveryState, string>> = { WAITING: 'Waiting', SENT: 'Sent', FAILED: 'Failed' };

/** JSON as people read it; anything else as it is. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
