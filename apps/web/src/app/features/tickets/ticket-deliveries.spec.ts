import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MarkTicketDeliveredDocument, UnreadTicketsDocument } from '#graphql/deliveries';
import { TicketChangedDocument } from '#graphql/tickets';
import { ann, asha, gita, ticket } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { TicketDeliveries } from './ticket-deliveries';

const WAIT_MS = 1_700;

@Component({ template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {
  constructor() {
    TestBed.inject(TicketDeliveries);
  }
}

describe('TicketDeliveries', () => {
  const open = (viewer: typeof ann): Promise<Stage> => Stage.set({ url: '/page', path: 'page', component: Page, viewer });
  const wait = async (stage: Stage): Promise<void> => {
    await new Promise((resolve) => void setTimeout(resolve, WAIT_MS));
    await stage.settle();
  };
  const told = (stage: Stage): unknown[] =>
    stage.backend.match(MarkTicketDeliveredDocument).map((request) => {
      request.flushData({ markTicketDelivered: { __typename: 'MarkTicketDeliveredPayload', ticket: { __typename: 'Ticket', id: 'any' } } });
      return request.operation.variables['input'];
    });
  const answer = async (stage: Stage, ...nodes: object[]): Promise<void> => {
    stage.backend.expectOne(UnreadTicketsDocument).flushData({ tickets: { __typename: 'TicketConnection', nodes } });
    await stage.settle();
  };

  it('says what came while nobody was here, and what comes, several at once as one', async () => {
    const stage = await open(ann);
    await answer(stage, ticket('1', { unread: 2, lastSeq: 5 }));
    await wait(stage);
    expect(told(stage)).toEqual([{ ticketId: '1', seq: 5 }]);
    const live = stage.backend.expectOne(TicketChangedDocument);
    for (const lastSeq of [6, 7]) live.flushData({ ticketChanged: ticket('1', { unread: lastSeq - 3, lastSeq }) });
    await wait(stage);
    expect(told(stage)).toEqual([{ ticketId: '1', seq: 7 }]);
  });

  it('says nothing of what was read meanwhile, or of what is told a second time', async () => {
    const stage = await open(ann);
    await answer(stage, ticket('1', { unread: 2, lastSeq: 5 }));
    const live = stage.backend.expectOne(TicketChangedDocument);
    live.flushData({ ticketChanged: ticket('1', { unread: 0, lastSeq: 5 }) });
    await wait(stage);
    expect(told(stage)).toEqual([]);
    for (let times = 0; times < 2; times++) {
      live.flushData({ ticketChanged: ticket('1', { unread: 1, lastSeq: 6 }) });
      await wait(stage);
    }
    expect(told(stage)).toEqual([{ ticketId: '1', seq: 6 }]);
  }, 10_000);

  it('is for its customer and its assignee to say', async () => {
    const stage = await open(asha);
    await answer(stage, ticket('1', { unread: 2, lastSeq: 5, assignee: gita }));
    await wait(stage);
    expect(told(stage)).toEqual([]);
  });
});
