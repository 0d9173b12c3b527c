import { TicketDocument } from '#graphql/tickets';
import { ann, gita, pageOf, said, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { TicketViewPage } from './ticket-view-page';

describe('an address that names a message', () => {
  const shown: (string | undefined)[] = [];
  beforeEach(() => {
    shown.length = 0;
    Element.prototype.scrollIntoView = function scroll(this: HTMLElement) {
      shown.push(this.dataset['message']);
    };
  });

  const open = async (fragment: string): Promise<Stage> => {
    const stage = await Stage.set({ url: `/tickets/REF-1${fragment}`, path: 'tickets/:reference', component: TicketViewPage, viewer: ann });
    stage.backend.expectOne(TicketDocument).flushData({ ticket: { ...ticket('1'), events: pageOf([said(2, gita, 'two'), said(3, gita, 'three')]) } });
    await stage.settle();
    await stage.settle();
    return stage;
  };

  it('leads to it', async () => {
    const stage = await open('#message-message-2');
    expect(shown).toEqual(['message-2']);
    expect((stage.page.ownerDocument.activeElement as HTMLElement).dataset['message']).toBe('message-2');
  });

  it.each(['', '#main', '#message-'])('leads nowhere by %j', async (fragment) => {
    await open(fragment);
    expect(shown).toEqual([]);
  });
});
