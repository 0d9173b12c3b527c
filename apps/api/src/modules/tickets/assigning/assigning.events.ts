import type { Fact } from '../../../platform/events';

/** Who else sees a ticket is the staff's own affair. The name is that of the API's event type. */
export const participantsChanged = (actorId: string | null, added: readonly string[], removed: readonly string[]): Fact => ({
  type: 'ParticipantsChanged',
  actorId,
  internal: true,
  data: { added, removed },
});
