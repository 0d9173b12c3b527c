import { Role } from '@ccr/domain';
import type { EventRow } from '../../platform/events';
import type { SignedInContext } from '../../platform/graphql';
import { TicketEventResolver } from './ticket-event.resolver';
import type { TicketFeeds } from './ticket.feeds';

describe('the ticket of an event that waited to be read', () => {
  const ticket = { id: 't', customerId: 'ann', assigneeId: 'hari', participantIds: [], mergedIntoId: null };
  const askedBy = (id: string, role: Role): Promise<unknown> => {
    const context = { viewer: { id, role, topicIds: [] }, loaders: { byId: async () => ticket } } as unknown as SignedInContext;
    return new TicketEventResolver({} as TicketFeeds).ticket({ streamId: 't' } as EventRow, context);
  };

  it('is for who may see it now', async () => {
    expect(await askedBy('hari', Role.AGENT)).toBe(ticket);
    expect(await askedBy('ann', Role.CUSTOMER)).toBe(ticket);
  });

  it('is not for who had it when the event happened', async () => {
    await expect(askedBy('gita', Role.AGENT)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
