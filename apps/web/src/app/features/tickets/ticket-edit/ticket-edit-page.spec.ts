import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TicketDocument, UpdateTicketDocument } from '#graphql/tickets';
import { TopicsDocument } from '#graphql/topics';
import { ann, gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Api, LiveSocket } from '../../../data';
import { TicketEditPage } from './ticket-edit-page';

const CAN = { can: { edit: true } };

/** The same on the way from a page that has shown the ticket already. */
@Component({ imports: [TicketEditPage], template: '<ccr-ticket-edit-page reference="REF-1" />', changeDetection: ChangeDetectionStrategy.OnPush })
class FromTicket {
  constructor() {
    const data = { ticket: { ...ticket('1', CAN), events: pageOf([]) } } as never;
    TestBed.inject(Api).cache.writeQuery({ query: TicketDocument, variables: { reference: 'REF-1' }, data });
  }
}

async function open(shown = ticket('1', CAN)): Promise<Stage> {
  const stage = await Stage.set({ url: '/tickets/REF-1/edit', path: 'tickets/:reference/edit', component: TicketEditPage, viewer: ann });
  await tell(stage, shown);
  const topics = [{ __typename: 'Topic' as const, id: 't1', name: 'Payments', archived: false }];
  stage.backend.expectOne(TopicsDocument).flushData({ topics });
  await stage.settle();
  return stage;
}

async function tell(stage: Stage, shown: ReturnType<typeof ticket>): Promise<void> {
  stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...shown, events: pageOf([]) } });
  await stage.settle();
}

describe('TicketEditPage', () => {
  it('shows the ticket as it is, and sends only what is different', async () => {
    const stage = await open();
    expect(stage.field('Subject').value).toBe('Subject 1');
    await stage.type('Subject', ' Paid thrice ');
    await stage.press('Save');
    const request = stage.backend.expectOne(UpdateTicketDocument);
    expect(request.operation.variables).toEqual({ input: { ticketId: '1', seenSeq: 1, subject: 'Paid thrice' } });
    request.flushData({ updateTicket: { __typename: 'UpdateTicketPayload', ticket: ticket('1', { subject: 'Paid thrice', ...CAN }) } });
    await stage.settle();
    expect(stage.url).toBe('/tickets/REF-1');
    expect(localStorage).toHaveLength(0);
  });

  it('lets nobody type before the form holds the ticket, which would overwrite it', async () => {
    const stage = await Stage.set({ url: '/tickets/REF-1/edit', path: 'tickets/:reference/edit', component: FromTicket, viewer: ann });
    expect(stage.page.querySelector('form')).toBeNull();
    await tell(stage, ticket('1', CAN));
    expect(stage.field('Subject').value).toBe('Subject 1');
  });

  it('asks again once live changes come: what happened before them shows, and what is typed stays', async () => {
    const stage = await open();
    await stage.type('Subject', 'Typed');
    TestBed.inject(LiveSocket).listening.next();
    await stage.settle();
    stage.backend.expectOne(TicketDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.field('Subject').value).toBe('Typed');
    TestBed.inject(LiveSocket).listening.next();
    await stage.settle();
    await tell(stage, ticket('1', { status: 'OPEN', assignee: gita }));
    expect(stage.text).toContain('This ticket can’t be edited any more');
    expect(stage.field('Subject').value).toBe('Typed');
  });

  it('sends nothing when nothing is different', async () => {
    const stage = await open();
    await stage.press('Save');
    stage.backend.expectNone(UpdateTicketDocument);
    expect(stage.url).toBe('/tickets/REF-1');
  });

  it('keeps what is typed through a reload; what nobody touched follows the ticket', async () => {
    const stage = await open();
    await stage.type('Description', 'Now three charges.');
    TestBed.resetTestingModule();
    const again = await open(ticket('1', { subject: 'Edited elsewhere', ...CAN }));
    expect(again.field('Description').value).toBe('Now three charges.');
    expect(again.field('Subject').value).toBe('Edited elsewhere');
    await again.press('Cancel');
    expect(localStorage).toHaveLength(0);
  });

  it('keeps what is typed when the server is out of reach', async () => {
    const stage = await open();
    await stage.type('Subject', 'Paid thrice');
    await stage.press('Save');
    stage.backend.expectOne(UpdateTicketDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('What you wrote is kept.');
    expect(stage.field('Subject').value).toBe('Paid thrice');
  });

  it('shows how the ticket stands when someone took it meanwhile, and what was typed', async () => {
    const stage = await open();
    await stage.type('Subject', 'Too late');
    await stage.press('Save');
    stage.backend.expectOne(UpdateTicketDocument).graphqlErrors([{ message: 'x', extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    await tell(stage, ticket('1', { status: 'OPEN', assignee: gita }));
    const note = stage.page.querySelector('[role=alert]')?.textContent?.replace(/\s+/g, ' ');
    expect(note).toContain('This ticket can’t be edited any more');
    expect(note).toContain('Waiting for us Gita has it now.');
    expect(note).toContain('Subject 1');
    expect(stage.field('Subject').value).toBe('Too late');
    expect(() => stage.button('Save')).toThrow();
    await stage.press('Discard what I wrote');
    expect(localStorage).toHaveLength(0);
  });

  const editedMeanwhile = async (): Promise<Stage> => {
    const stage = await open();
    await stage.type('Subject', 'Mine');
    await stage.press('Save');
    const extensions = { code: 'CONFLICT', ticket: { id: '1', status: 'NEW', assigneeId: null, lastSeq: 2 } };
    stage.backend.expectOne(UpdateTicketDocument).graphqlErrors([{ message: 'x', extensions }]);
    await stage.settle();
    await tell(stage, ticket('1', { subject: 'Theirs', lastSeq: 2, ...CAN }));
    return stage;
  };

  it('shows what is there when it was edited meanwhile, and saves over it only when asked to', async () => {
    const stage = await editedMeanwhile();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('Theirs');
    expect(stage.field('Subject').value).toBe('Mine');
    await stage.press('Save mine anyway');
    expect(stage.backend.expectOne(UpdateTicketDocument).operation.variables).toEqual({ input: { ticketId: '1', subject: 'Mine' } });
  });

  it('takes what is there instead, when asked to', async () => {
    const stage = await editedMeanwhile();
    await stage.press('Take what is there now');
    expect(stage.field('Subject').value).toBe('Theirs');
    expect(stage.text).not.toContain('edited meanwhile');
    await stage.type('Subject', 'Mine after all');
    await stage.press('Save');
    expect(stage.backend.expectOne(UpdateTicketDocument).operation.variables).toEqual({ input: { ticketId: '1', seenSeq: 2, subject: 'Mine after all' } });
  });

  it('puts what the server objects to at its field', async () => {
    const stage = await open();
    await stage.type('Subject', 'x');
    await stage.press('Save');
    const issues = [{ path: 'input.subject', message: 'The subject must be in one line.' }];
    stage.backend.expectOne(UpdateTicketDocument).graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('Subject')).toBe('The subject must be in one line.');
  });
});
