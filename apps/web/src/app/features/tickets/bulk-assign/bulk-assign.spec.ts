import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { AssignTicketsDocument } from '#graphql/assigning';
import { AgentsDocument } from '#graphql/people';
import { asha, gita, pageOf, person, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { BulkAssign } from './bulk-assign';

const hari = person('Hari', 'AGENT');
const chosen = signal<ReturnType<typeof ticket>[]>([]);
const done = { count: 0 };

@Component({
  imports: [BulkAssign],
  template: `<ccr-bulk-assign [tickets]="tickets()" (done)="count()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly tickets = chosen;

  protected count(): void {
    done.count += 1;
  }
}

async function open(count: number): Promise<Stage> {
  chosen.set(Array.from({ length: count }, (_, i) => ticket(String(i + 1))));
  done.count = 0;
  const stage = await Stage.set({ url: '/t', path: 't', component: Page, viewer: asha });
  await stage.press(count === 1 ? 'Assign 1 ticket' : `Assign ${count} tickets`);
  await stage.settle();
  const dialog = stage.overlay();
  dialog.backend.expectOne(AgentsDocument).flushData({ agents: pageOf([gita, hari]) });
  await dialog.settle();
  return dialog;
}

async function choose(dialog: Stage, index: number): Promise<void> {
  dialog.page.querySelectorAll<HTMLInputElement>('input[type=radio]')[index]?.click();
  await dialog.settle();
  await dialog.press('Assign');
}

/** Answers the next part: what is not among the problems was given. */
async function answer(dialog: Stage, problems: Record<string, string> = {}): Promise<string[]> {
  const request = dialog.backend.expectOne(AssignTicketsDocument);
  const { ticketIds, agentId } = (request.operation.variables as { input: { ticketIds: string[]; agentId: string } }).input;
  expect(agentId).toBe(hari.id);
  const results = ticketIds.map((id) => ({
    __typename: 'AssignResult' as const,
    ticketId: id,
    ticket: problems[id] ? null : ticket(id, { assignee: hari, status: 'OPEN' }),
    problem: problems[id] ? { __typename: 'AssignProblem' as const, code: 'CONFLICT', message: problems[id] ?? '' } : null,
  }));
  request.flushData({ assignTickets: { __typename: 'AssignTicketsPayload', results } });
  await dialog.settle();
  return ticketIds;
}

const bar = (dialog: Stage): HTMLProgressElement | null => dialog.page.querySelector('progress');

describe('assigning many tickets', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('goes ten at a time, and shows how far it is', async () => {
    const dialog = await open(12);
    expect(dialog.button('Assign').disabled).toBe(true);
    await choose(dialog, 1);
    expect([bar(dialog)?.value, bar(dialog)?.max]).toEqual([0, 12]);
    expect(dialog.button('Close').disabled).toBe(true);
    expect(await answer(dialog)).toHaveLength(10);
    expect(bar(dialog)?.value).toBe(10);
    expect(await answer(dialog)).toEqual(['11', '12']);
    expect(dialog.text).toContain('12 of 12 assigned to Hari.');
    await dialog.press('Close');
    expect(done.count).toBe(1);
  });

  it('tells of each that could not be assigned why, and tries those again', async () => {
    const dialog = await open(3);
    await choose(dialog, 1);
    await answer(dialog, { 2: 'The ticket is CLOSED.' });
    expect(dialog.text).toContain('2 of 3 assigned to Hari. 1 could not be assigned:');
    expect(dialog.page.querySelector('.failures')?.textContent).toMatch(/REF-2.*The ticket is CLOSED\./);
    await dialog.press('Try these again');
    expect(await answer(dialog)).toEqual(['2']);
    expect(dialog.text).toContain('3 of 3 assigned to Hari.');
    expect(dialog.page.querySelector('.failures')).toBeNull();
  });

  it('goes on when a part does not get through', async () => {
    const dialog = await open(11);
    await choose(dialog, 1);
    dialog.backend.expectOne(AssignTicketsDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    await answer(dialog);
    expect(dialog.page.querySelectorAll('.failures li')).toHaveLength(10);
    expect(dialog.text).toContain('1 of 11 assigned to Hari.');
    await dialog.press('Try these again');
    expect(await answer(dialog)).toHaveLength(10);
  });

  it('leaves everything as it is when one thinks better of it', async () => {
    const dialog = await open(1);
    await dialog.press('Cancel');
    expect(document.querySelector('ccr-bulk-assign-dialog')).toBeNull();
    expect(done.count).toBe(0);
    dialog.backend.expectNone(AssignTicketsDocument);
  });
});
