import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { AgentsDocument, AssignTicketDocument, TicketsDocument } from '#graphql';
import { asha, gita, pageOf, person, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketListPage } from '../ticket-list/ticket-list-page';

const hari = person('Hari', 'AGENT');

/** The list of an admin with one unassigned ticket, and the dialog over it. */
async function open(): Promise<Stage> {
  const stage = await Stage.set({ url: '/tickets', path: 'tickets', component: TicketListPage, viewer: asha });
  stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf([ticket('1', { can: { assign: true } })]) });
  await stage.settle();
  await stage.press('Assign');
  await stage.settle();
  const dialog = stage.overlay();
  dialog.backend.expectOne(AgentsDocument).flushData({ agents: pageOf([gita, hari]) });
  await dialog.settle();
  return dialog;
}

const agents = (dialog: Stage): string[] =>
  [...dialog.page.querySelectorAll('.agent .name')].map((one) => one.textContent ?? '');

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
  });

  it('assigns whom one chooses, and the ticket leaves the unassigned', async () => {
    const dialog = await open();
    expect(dialog.button('Assign').disabled).toBe(true);
    await choose(dialog, 1);
    const request = dialog.backend.expectOne(AssignTicketDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1', agentId: hari.id } });
    const assigned = ticket('1', { assignee: hari, status: 'OPEN' });
    request.flushData({ assignTicket: { __typename: 'AssignTicketPayload', ticket: assigned } });
    await dialog.settle();
    expect(document.querySelector('ccr-assign-dialog')).toBeNull();
    expect(document.body.textContent).toContain('Every ticket has an expert');
  });

  it('says in the dialog what went wrong', async () => {
    const dialog = await open();
    await choose(dialog, 0);
    dialog.backend.expectOne(AssignTicketDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(dialog.button('Assign').disabled).toBe(false);
  });
});
