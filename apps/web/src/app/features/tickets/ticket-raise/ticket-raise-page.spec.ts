import { TestBed } from '@angular/core/testing';
import { CreateTicketDocument } from '#graphql/tickets';
import { TopicsDocument } from '#graphql/topics';
import { ann, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketRaisePage } from './ticket-raise-page';

const open = (): Promise<Stage> =>
  Stage.set({ url: '/tickets/new', path: 'tickets/new', component: TicketRaisePage, viewer: ann });

async function write(stage: Stage, subject: string, description: string): Promise<void> {
  await stage.type('Subject', subject);
  await stage.type('Description', description);
  await stage.press('Raise ticket');
}

const failed = (stage: Stage): string => {
  const request = stage.backend.expectOne(CreateTicketDocument);
  request.networkError(new TypeError('Failed to fetch'));
  return (request.operation.variables['input'] as { clientMutationId: string }).clientMutationId;
};

describe('TicketRaisePage', () => {
  it('insists on a subject and a description', async () => {
    const stage = await open();
    await stage.press('Raise ticket');
    expect(stage.below('Subject')).toBe('Say in a few words what it is about.');
    expect(stage.below('Description')).toBe('Tell us what happened.');
  });

  it('raises the ticket and goes to it', async () => {
    const stage = await open();
    stage.backend.expectOne(TopicsDocument).flushData({ topics: [{ __typename: 'Topic', id: 't1', name: 'Payments', archived: false }, { __typename: 'Topic', id: 't2', name: 'Old', archived: true }] });
    await stage.settle();
    expect([...(stage.page.querySelector('select')?.options ?? [])].map(({ text }) => text)).toEqual(['I am not sure', 'Payments']);
    await write(stage, ' Paid twice ', 'My card was charged twice.');
    const request = stage.backend.expectOne(CreateTicketDocument);
    expect(request.operation.variables['input']).toMatchObject({
      subject: 'Paid twice',
      description: 'My card was charged twice.',
      topicId: null,
      priority: 'NORMAL',
      orderReference: null,
    });
    request.flushData({ createTicket: { __typename: 'CreateTicketPayload', ticket: ticket('9') } });
    await stage.settle();
    expect(stage.url).toBe('/tickets/REF-9');
    expect(localStorage).toHaveLength(0);
  });

  it('tries the same ticket again under the same id, and a changed one under another', async () => {
    const stage = await open();
    await write(stage, 'Paid twice', 'Twice.');
    const first = failed(stage);
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server. What you wrote is kept.');
    await stage.press('Raise ticket');
    expect(failed(stage)).toBe(first);
    await stage.settle();
    await write(stage, 'Paid three times', 'Thrice.');
    expect(failed(stage)).not.toBe(first);
  });

  it('keeps what is typed through a reload, even the id of a failed try', async () => {
    const stage = await open();
    await write(stage, 'Paid twice', 'Twice.');
    const first = failed(stage);
    await stage.settle();
    TestBed.resetTestingModule();
    const again = await open();
    expect(again.field('Subject').value).toBe('Paid twice');
    await again.press('Raise ticket');
    expect(failed(again)).toBe(first);
  });

  it('counts what is left near the limit', async () => {
    const stage = await open();
    await stage.type('Subject', 'x'.repeat(190));
    expect(stage.text).toContain('10 left');
  });
});
