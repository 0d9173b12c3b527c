import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { SetParticipantsDocument } from '#graphql/assigning';
import { AgentsDocument } from '#graphql/people';
import { asha, gita, pageOf, person, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketParticipants } from './ticket-participants';

const hari = person('Hari', 'AGENT');
const ivo = person('Ivo', 'AGENT');
const shown = signal(ticket('1'));

@Component({
  imports: [TicketParticipants],
  template: `<ccr-ticket-participants [ticket]="ticket()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly ticket = shown;
}

const on = (one: ReturnType<typeof ticket>): Promise<Stage> => {
  shown.set(one);
  return Stage.set({ url: '/t', path: 't', component: Page, viewer: asha });
};

async function open(participants: (typeof hari)[], button: string): Promise<Stage> {
  const stage = await on(ticket('1', { assignee: gita, status: 'OPEN', participants, can: { share: true } }));
  await stage.press(button);
  await stage.settle();
  const dialog = stage.overlay();
  const request = dialog.backend.expectOne(AgentsDocument);
  expect(request.operation.variables['filter']).toEqual({ state: 'ACTIVE' });
  request.flushData({ agents: pageOf([gita, hari, ivo, asha]) });
  await dialog.settle();
  return dialog;
}

const names = (dialog: Stage): string[] => [...dialog.page.querySelectorAll('.choice .name')].map((one) => one.textContent ?? '');
const boxes = (dialog: Stage): HTMLInputElement[] => [...dialog.page.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];

describe('who else sees a ticket', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('is shown, and changed by those who may', async () => {
    const stage = await on(ticket('1', { participants: [hari] }));
    expect(stage.text).toContain('Also open to');
    expect(stage.text).toContain('Hari');
    expect(stage.page.querySelector('button')).toBeNull();
  });

  it('is not mentioned while it is nobody', async () => {
    const stage = await on(ticket('1', { participants: [] }));
    expect(stage.text.trim()).toBe('');
  });

  it('is chosen among the agents; admins see it anyway', async () => {
    const dialog = await open([], 'Open to other agents');
    expect(names(dialog)).toEqual(['Gita', 'Hari', 'Ivo']);
    expect(dialog.button('Save').disabled).toBe(true);
    boxes(dialog)[1]?.click();
    await dialog.settle();
    expect(dialog.text).toContain('1 of at most 20 chosen');
    await dialog.press('Save');
    const request = dialog.backend.expectOne(SetParticipantsDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1', agentIds: [hari.id] } });
    request.flushData({ setParticipants: { __typename: 'SetParticipantsPayload', ticket: ticket('1', { participants: [hari] }) } });
    await dialog.settle();
    expect(document.querySelector('ccr-share-dialog')).toBeNull();
  });

  it('begins with those to whom it is open, who can be taken out', async () => {
    const dialog = await open([ivo], 'Change who sees it');
    expect(names(dialog)).toEqual(['Ivo', 'Gita', 'Hari']);
    expect(boxes(dialog).map(({ checked }) => checked)).toEqual([true, false, false]);
    boxes(dialog)[0]?.click();
    await dialog.settle();
    await dialog.press('Save');
    expect(dialog.backend.expectOne(SetParticipantsDocument).operation.variables).toEqual({ input: { ticketId: '1', agentIds: [] } });
  });

  it('is kept as chosen when saving fails', async () => {
    const dialog = await open([], 'Open to other agents');
    boxes(dialog)[2]?.click();
    await dialog.settle();
    await dialog.press('Save');
    dialog.backend.expectOne(SetParticipantsDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(boxes(dialog)[2]?.checked).toBe(true);
    expect(dialog.button('Save').disabled).toBe(false);
  });
});
