import { ConversationFieldsFragmentDoc, EarlierEventsDocument } from '#graphql/conversation';
import { TicketsDocument } from '#graphql/tickets';
import { ann, pageOf, said, ticket } from '../../test/data';
import { createCache } from './cache';

const FRAGMENT = { fragment: ConversationFieldsFragmentDoc, fragmentName: 'ConversationFields', id: 'Ticket:1' };
const events = (...seqs: number[]) => pageOf(seqs.map((seq) => said(seq, ann, `message ${seq}`)));

describe('the cache', () => {
  it('adds pages to a list, and starts anew with the first page', () => {
    const cache = createCache();
    const write = (after: string | null, ...ids: string[]) =>
      cache.writeQuery({
        query: TicketsDocument,
        variables: { first: 2, after, filter: null },
        data: { tickets: pageOf(ids.map((id) => ticket(id))) },
      });
    const read = () =>
      cache
        .readQuery({ query: TicketsDocument, variables: { first: 2, filter: null } })
        ?.tickets.nodes.map(({ id }) => id);
    write(null, '1', '2');
    write('2', '2', '3');
    expect(read()).toEqual(['1', '2', '3']);
    write(null, '4');
    expect(read()).toEqual(['4']);
  });

  it('puts earlier events in front, and keeps what came live during a load', () => {
    const cache = createCache();
    const write = (...seqs: number[]) =>
      cache.writeFragment({ ...FRAGMENT, data: { __typename: 'Ticket', id: '1', unread: 0, events: events(...seqs) } as never });
    const read = () => cache.readFragment(FRAGMENT)?.events.nodes.map(({ seq }) => seq);
    write(5, 6);
    cache.writeQuery({
      query: EarlierEventsDocument,
      variables: { ticketId: '1', before: 'first' },
      data: { ticket: { __typename: 'Ticket', id: '1', events: events(3, 4, 5) } as never },
    });
    expect(read()).toEqual([3, 4, 5, 6]);
    write(5, 6, 7);
    expect(read()).toEqual([5, 6, 7]);
    write(5, 6);
    expect(read()).toEqual([5, 6, 7]);
  });
});
