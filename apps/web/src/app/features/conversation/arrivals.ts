import type { EventFieldsFragment } from '#graphql';
import type { Sending } from './sending.store';
import type { Reader } from './timeline';

type MessageSent = Extract<EventFieldsFragment, { __typename: 'MessageSent' }>;

/**
 * Which message, by its id, is which sending. The event often comes before the answer that tells the message's id, and
 * after a cut the answer never comes: until then an own message with the same words that came after it was written is it.
 */
export function arrivals(
  events: readonly EventFieldsFragment[],
  sendings: readonly Sending[],
  reader: Pick<Reader, 'id'>,
): ReadonlyMap<string, string> {
  const own = events.filter(
    (event): event is MessageSent => event.__typename === 'MessageSent' && event.message.author.id === reader.id,
  );
  const arrived = new Map<string, string>();
  for (const { messageId, clientMutationId } of sendings) {
    if (own.some(({ message }) => message.id === messageId)) arrived.set(messageId, clientMutationId);
  }
  for (const sending of sendings) {
    if (sending.messageId || sending.state === 'failed') continue;
    const found = own.find((event) => !arrived.has(event.message.id) && isLike(event, sending));
    if (found) arrived.set(found.message.id, sending.clientMutationId);
  }
  return arrived;
}

const isLike = ({ seq, message }: MessageSent, { afterSeq, body, kind }: Sending): boolean =>
  seq > afterSeq && message.kind === kind && message.body === body;
