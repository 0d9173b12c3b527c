import { SimilarTicketsDocument } from '#graphql/similar';
import { ann, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketRaisePage } from '../ticket-raise/ticket-raise-page';

const open = (): Promise<Stage> => Stage.set({ url: '/tickets/new', path: 'tickets/new', component: TicketRaisePage, viewer: ann });
const write = async (stage: Stage, subject: string): Promise<void> => {
  await stage.type('Subject', subject);
  await new Promise((resolve) => void setTimeout(resolve, 550));
  await stage.settle();
};

describe('similar tickets', () => {
  it('are shown while one writes the subject, and open elsewhere', async () => {
    const stage = await open();
    await write(stage, 'Par');
    stage.backend.expectNone(SimilarTicketsDocument);
    await write(stage, ' Parcel lost ');
    const request = stage.backend.expectOne(SimilarTicketsDocument);
    expect(request.operation.variables).toEqual({ subject: 'Parcel lost' });
    request.flushData({ similarTickets: [ticket('4')] });
    await stage.settle();
    expect(stage.text).toContain('Is it one of these?');
    const link = stage.page.querySelector<HTMLAnchorElement>('ccr-similar-tickets a');
    expect([link?.getAttribute('href'), link?.target]).toEqual(['/tickets/REF-4', '_blank']);
    await write(stage, '');
    expect(stage.text).not.toContain('Is it one of these?');
  });

  it('stop nobody where they fail', async () => {
    const stage = await open();
    await write(stage, 'Parcel lost');
    stage.backend.expectOne(SimilarTicketsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')).toBeNull();
    expect(stage.button('Raise ticket').disabled).toBe(false);
  });
});
