import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { AssigneeSuggestionsDocument, UnassignTicketDocument } from '#graphql/assigning';
import { AgentsDocument } from '#graphql/people';
import { AssignTicketDocument } from '#graphql/tickets';
import { asha, gita, pageOf, person, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { AssignDialogOpener } from './assign-dialog.opener';

const hari = person('Hari', 'AGENT');
const payments = { __typename: 'Topic' as const, id: 'topic-1', name: 'Payments' };

/** What the dialog opens over. */
@Component({ template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

const suggestion = (agent: ReturnType<typeof person>, more: object = {}) => ({
  __typename: 'AssigneeSuggestion' as const,
  agent,
  expert: false,
  available: true,
  activeTickets: 0,
  capacity: null as number | null,
  best: false,
  ...more,
});
type Suggestion = ReturnType<typeof suggestion>;
type Shown = ReturnType<typeof ticket>;

const answer = (dialog: Stage, shown: Shown, people: Suggestion[]): void => {
  const request = dialog.backend.expectOne(AssigneeSuggestionsDocument);
  expect(request.operation.variables).toEqual({ ticketId: shown.id, first: 100 });
  request.flushData({ ticket: shown, assigneeSuggestions: people });
};

/** The dialog of an admin about a ticket. */
async function open(shown: Shown = ticket('1', { can: { assign: true } }), people = [suggestion(gita), suggestion(hari)]): Promise<Stage> {
  const stage = await Stage.set({ url: '/tickets', path: 'tickets', component: Page, viewer: asha });
  await TestBed.inject(AssignDialogOpener).open(shown);
  await stage.settle();
  const dialog = stage.overlay();
  answer(dialog, shown, people);
  await dialog.settle();
  return dialog;
}

const agents = (dialog: Stage): string[] =>
  [...dialog.page.querySelectorAll('.choice .name')].map((one) => one.textContent ?? '');
const row = (dialog: Stage, index: number): string => (dialog.page.querySelectorAll('.choice')[index]?.textContent ?? '').replace(/\s+/g, ' ');

async function choose(dialog: Stage, index: number): Promise<void> {
  dialog.page.querySelectorAll<HTMLInputElement>('input[type=radio]')[index]?.click();
  await dialog.settle();
  await dialog.press('Assign');
}

describe('AssignDialog', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('finds agents by a part of their name', async () => {
    const dialog = await open();
    expect(agents(dialog)).toEqual(['Gita', 'Hari']);
    await dialog.type('Search by name or e-mail', 'HAR');
    expect(agents(dialog)).toEqual(['Hari']);
    await dialog.type('Search by name or e-mail', 'nobody');
    expect(dialog.text).toContain('Nobody has this in their name or e-mail.');
    dialog.backend.expectNone(AgentsDocument);
  });

  it('shows the best first, and of each what they know and have to do', async () => {
    const shown = { ...ticket('1', { can: { assign: true } }), topic: payments };
    const dialog = await open(shown, [
      suggestion(gita, { expert: true, best: true, activeTickets: 3, capacity: 10 }),
      suggestion(hari, { expert: true, available: false, activeTickets: 5, capacity: 5 }),
      suggestion(asha, { activeTickets: 2 }),
    ]);
    expect(agents(dialog)).toEqual(['Gita', 'Hari', 'Asha']);
    expect(row(dialog, 0)).toMatch(/Expert in Payments.*Best match.*3 of 10 active/);
    expect(row(dialog, 1)).toMatch(/Expert in Payments.*Away.*5 of 5 active/);
    expect(row(dialog, 2)).toMatch(/Admin.*2 active/);
    expect(row(dialog, 2)).not.toContain('Expert');
    expect(dialog.page.querySelectorAll('.full')).toHaveLength(1);
    expect(dialog.page.querySelectorAll('.best')).toHaveLength(1);
  });

  it('asks the server for whom it was not told of, where there are more than it is told of', async () => {
    const dialog = await open(undefined, Array.from({ length: 100 }, (_, i) => suggestion(person(`Agent${i}`, 'AGENT'))));
    await dialog.type('Search by name or e-mail', 'ivo');
    await new Promise((resolve) => void setTimeout(resolve, 300));
    await dialog.settle();
    const request = dialog.backend.expectOne(AgentsDocument);
    expect(request.operation.variables['filter']).toEqual({ state: 'ACTIVE', search: 'ivo' });
    request.flushData({ agents: pageOf([person('Ivo', 'AGENT')]) });
    await dialog.settle();
    expect(agents(dialog)).toEqual(['Ivo']);
  });

  it('assigns whom one chooses, unless somebody else did meanwhile', async () => {
    const dialog = await open();
    expect(dialog.button('Assign').disabled).toBe(true);
    await choose(dialog, 1);
    const request = dialog.backend.expectOne(AssignTicketDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1', agentId: hari.id, expectedAssigneeId: null } });
    request.flushData({ assignTicket: { __typename: 'AssignTicketPayload', ticket: ticket('1', { assignee: hari, status: 'OPEN' }) } });
    await dialog.settle();
    expect(document.querySelector('ccr-assign-dialog')).toBeNull();
  });

  it('shows who has it when somebody was faster, and assigns all the same when one still wants to', async () => {
    const dialog = await open();
    await choose(dialog, 1);
    dialog.backend.expectOne(AssignTicketDocument).graphqlErrors([{ message: 'Changed', extensions: { code: 'CONFLICT' } } as never]);
    await dialog.settle();
    answer(dialog, ticket('1', { assignee: gita, status: 'OPEN', can: { assign: true, unassign: true } }), [suggestion(gita), suggestion(hari)]);
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('Somebody changed this ticket meanwhile.');
    expect(row(dialog, 0)).toContain('has it now');
    await dialog.press('Assign');
    const again = dialog.backend.expectOne(AssignTicketDocument);
    expect(again.operation.variables).toEqual({ input: { ticketId: '1', agentId: hari.id, expectedAssigneeId: gita.id } });
  });

  it('takes the ticket from who has it, where that can be done', async () => {
    const dialog = await open(ticket('1', { assignee: gita, status: 'OPEN', can: { assign: true, unassign: true } }));
    await dialog.press('Unassign');
    const request = dialog.backend.expectOne(UnassignTicketDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1' } });
    request.flushData({ unassignTicket: { __typename: 'UnassignTicketPayload', ticket: ticket('1', { status: 'OPEN' }) } });
    await dialog.settle();
    expect(document.querySelector('ccr-assign-dialog')).toBeNull();
  });

  it('offers to unassign only where that can be done', async () => {
    const dialog = await open();
    expect(dialog.text).not.toContain('Unassign');
  });

  it('says in the dialog what went wrong', async () => {
    const dialog = await open();
    await choose(dialog, 0);
    dialog.backend.expectOne(AssignTicketDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(dialog.button('Assign').disabled).toBe(false);
  });

  it('tries again when the agents could not be read', async () => {
    const stage = await Stage.set({ url: '/tickets', path: 'tickets', component: Page, viewer: asha });
    await TestBed.inject(AssignDialogOpener).open(ticket('1'));
    await stage.settle();
    const dialog = stage.overlay();
    dialog.backend.expectOne(AssigneeSuggestionsDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    await dialog.press('Try again');
    answer(dialog, ticket('1'), [suggestion(gita)]);
    await dialog.settle();
    expect(agents(dialog)).toEqual(['Gita']);
  });
});
