import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { MergedConversationDocument } from '#graphql/merged';
import { MergeTargetDocument, MergeTargetsDocument, MergeTicketsDocument, UnmergeTicketDocument } from '#graphql/merging';
import { SplitMessageDocument } from '#graphql/splitting';
import { TicketDocument } from '#graphql/tickets';
import { ann, gita, pageOf, said, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketViewPage } from '../ticket-view/ticket-view-page';

type Shown = ReturnType<typeof ticket>;

async function open(viewer: typeof ann | typeof gita, shown: Shown, ...events: object[]): Promise<Stage> {
  const stage = await Stage.set({ url: `/tickets/${shown.reference}`, path: 'tickets/:reference', component: TicketViewPage, viewer });
  stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...shown, events: pageOf(events) } });
  await stage.settle();
  return stage;
}

const link = (id: string, change: object = {}) => ({ __typename: 'Ticket' as const, id, reference: `REF-${id}`, subject: `Subject ${id}`, status: 'CLOSED' as const, ...change });
const inside = (id: string, unmerge: boolean) => ({ ...link(id), abilities: { __typename: 'TicketAbilities', unmerge } });
const mergedEvent = (seq: number, direction: 'INTO' | 'FROM', id: string) => ({
  __typename: 'TicketMerged' as const, id: `event-${seq}`, seq, at: '2026-03-01T10:00:00.000Z', actor: gita, direction, otherTicket: link(id),
});
const ties = (stage: Stage): string => (stage.page.querySelector('ccr-ticket-ties')?.textContent ?? '').replace(/\s+/g, ' ');
const assigned = (change: object = {}): Shown => ticket('1', { status: 'OPEN', assignee: gita, ...change });

describe('merging tickets', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  /** The dialog over the page of a ticket, with two others to choose from. */
  async function choose(): Promise<Stage> {
    const stage = await open(gita, assigned({ can: { merge: true } }));
    await stage.press('Merge into another ticket');
    await stage.settle();
    const dialog = stage.overlay();
    const request = dialog.backend.expectOne(MergeTargetsDocument);
    expect(request.operation.variables).toEqual({ customerId: ann.id });
    request.flushData({ tickets: pageOf([ticket('1'), ticket('2'), ticket('3', { subject: 'Another parcel' })]) });
    await dialog.settle();
    return dialog;
  }
  const offered = (dialog: Stage): string[] => [...dialog.page.querySelectorAll('.choice .name')].map((one) => one.textContent ?? '');

  it('offers the other tickets of the customer, says what happens, and goes to the one that is chosen', async () => {
    const dialog = await choose();
    expect(offered(dialog)).toEqual(['Subject 2', 'Another parcel']);
    expect(dialog.text).toContain('REF-1 is closed and goes on there');
    expect(dialog.text).toContain('You can undo this for 24 hours.');
    await dialog.type('Search by reference or subject', 'parcel');
    expect(offered(dialog)).toEqual(['Another parcel']);
    expect(dialog.button('Merge').disabled).toBe(true);
    dialog.page.querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await dialog.settle();
    await dialog.press('Merge into REF-3');
    const request = dialog.backend.expectOne(MergeTicketsDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1', intoTicketId: '3' } });
    request.flushData({ mergeTickets: { __typename: 'MergeTicketsPayload', ticket: ticket('3') } });
    await dialog.settle();
    expect(document.querySelector('ccr-merge-dialog')).toBeNull();
    expect(dialog.url).toBe('/tickets/REF-3');
  });

  it('finds one of the same customer by its whole reference', async () => {
    const dialog = await choose();
    for (const [reference, found] of [
      ['K7Q2-M9XD', { ...ticket('9', { subject: 'Far down' }), reference: 'K7Q2-M9XD' }],
      ['AAAA-BBBB', { ...ticket('8', { subject: 'Of another' }), reference: 'AAAA-BBBB', customer: gita }],
    ] as const) {
      await dialog.type('Search by reference or subject', reference);
      await new Promise((resolve) => void setTimeout(resolve, 300));
      await dialog.settle();
      dialog.backend.expectOne(MergeTargetDocument).flushData({ ticket: found });
      await dialog.settle();
      expect(offered(dialog)).toEqual(reference === 'K7Q2-M9XD' ? ['Far down'] : []);
    }
    expect(dialog.text).toContain('No open ticket of this customer has this');
  });

  it('says in the dialog what went wrong', async () => {
    const dialog = await choose();
    dialog.page.querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await dialog.settle();
    await dialog.press('Merge into REF-2');
    dialog.backend.expectOne(MergeTicketsDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(dialog.button('Merge into REF-2').disabled).toBe(false);
  });

  it('leads whoever sees the merged one to the other', async () => {
    const stage = await open(ann, assigned({ status: 'CLOSED', mergedAt: '2026-03-01T10:00:00.000Z', mergedInto: link('2') }), mergedEvent(3, 'INTO', '2'));
    expect(stage.text).toContain('This ticket was merged into REF-2. It goes on there.');
    expect(stage.page.querySelector('ccr-conversation a')?.getAttribute('href')).toBe('/tickets/REF-2');
    expect(ties(stage)).toContain('Merged intoREF-2Subject 2');
    expect(ties(stage)).not.toContain('Undo');
    expect(stage.page.querySelector('ccr-merged-block')).toBeNull();
    expect(stage.text).not.toContain('Raise a new ticket');
  });

  it('is undone from either side by who may', async () => {
    const stage = await open(gita, assigned({ mergedTickets: [inside('2', true), inside('3', false)], splitFrom: link('4') }));
    expect(ties(stage)).toContain('Merged fromREF-3');
    expect(ties(stage)).toContain('Split fromREF-4');
    expect(stage.page.querySelectorAll('ccr-ticket-ties button')).toHaveLength(1);
    stage.page.querySelector<HTMLButtonElement>('[aria-label="Undo the merge with REF-2"]')?.click();
    await stage.settle();
    const request = stage.backend.expectOne(UnmergeTicketDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '2' } });
    request.networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('ccr-ticket-ties [role=alert]')?.textContent).toContain('We could not reach the server.');
  });

  it('shows what was written in the merged one at its place, to be read', async () => {
    const stage = await open(ann, assigned({ mergedTickets: [inside('2', false)], can: { reply: true } }), said(2, gita, 'Here'), mergedEvent(3, 'FROM', '2'));
    expect(stage.text).toContain('What was written in REF-2');
    const details = stage.page.querySelector<HTMLDetailsElement>('ccr-merged-block details');
    if (details) details.open = true;
    details?.dispatchEvent(new Event('toggle'));
    await stage.settle();
    const request = stage.backend.expectOne(MergedConversationDocument);
    expect(request.operation.variables).toEqual({ ticketId: '1', mergedId: '2' });
    const merged = { ...ticket('2'), events: pageOf([said(2, gita, 'There')]) };
    request.flushData({ ticket: { __typename: 'Ticket', id: '1', mergedTickets: [merged] } });
    await stage.settle();
    const block = stage.page.querySelector('ccr-merged-block');
    expect(block?.textContent).toContain('Description 2');
    expect(block?.textContent).toContain('There');
    expect(block?.querySelectorAll('button')).toHaveLength(0);
  });
});

describe('splitting a message', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  async function split(): Promise<Stage> {
    const stage = await open(gita, assigned({ can: { split: true, reply: true, note: true } }), said(2, ann, 'And my other parcel?'), said(3, gita, 'One moment'), said(4, gita, 'Us', 'NOTE'));
    const buttons = [...stage.page.querySelectorAll<HTMLButtonElement>('[aria-label^="Make a ticket of what"]')];
    expect(buttons).toHaveLength(1);
    buttons[0]?.click();
    await stage.settle();
    await stage.settle();
    return stage.overlay();
  }

  it('is offered for what the customer wrote, and makes a ticket with a subject', async () => {
    const dialog = await split();
    expect(dialog.text).toContain('And my other parcel?');
    await dialog.press('Make a ticket');
    expect(dialog.below('Subject of the new ticket')).toContain('Say what it is about.');
    await dialog.type('Subject of the new ticket', 'The other parcel');
    dialog.submit();
    await dialog.settle();
    const request = dialog.backend.expectOne(SplitMessageDocument);
    expect(request.operation.variables).toEqual({ input: { messageId: 'message-2', subject: 'The other parcel', clientMutationId: expect.any(String) } });
    request.flushData({ splitMessage: { __typename: 'SplitMessagePayload', ticket: link('9') } });
    await dialog.settle();
    expect(dialog.page.querySelector('.done a')?.getAttribute('href')).toBe('/tickets/REF-9');
    expect(document.activeElement?.className).toContain('done');
  });

  it('keeps the subject when it fails, and sends the same once more', async () => {
    const dialog = await split();
    await dialog.type('Subject of the new ticket', 'The other parcel');
    const ids: unknown[] = [];
    for (const _ of [1, 2]) {
      dialog.submit();
      await dialog.settle();
      const request = dialog.backend.expectOne(SplitMessageDocument);
      ids.push((request.operation.variables['input'] as { clientMutationId: string }).clientMutationId);
      request.networkError(new TypeError('Failed to fetch'));
      await dialog.settle();
      expect(dialog.field('Subject of the new ticket').value).toBe('The other parcel');
      expect(dialog.page.querySelector('[role=alert]')).not.toBeNull();
    }
    expect(new Set(ids).size).toBe(1);
  });
});
