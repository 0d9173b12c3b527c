import { SetAvailabilityDocument } from '#graphql/people';
import { ann, asha, gita } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { TopBar } from './top-bar';

const open = (viewer: typeof ann): Promise<Stage> => Stage.set({ url: '/tickets', path: 'tickets', component: TopBar, viewer });

const links = (stage: Stage, part: string): string[] =>
  [...stage.page.querySelectorAll(`${part} a`)].map((one) => one.textContent?.trim() ?? '');

const isOn = (stage: Stage): string | null | undefined => stage.page.querySelector('[role=switch]')?.getAttribute('aria-checked');
const account = (stage: Stage): string | null | undefined => stage.page.querySelector('[popovertarget=account-menu]')?.getAttribute('aria-label');

describe('TopBar', () => {
  it('leads each role to its own places, and everybody to their account', async () => {
    const stage = await open(asha);
    expect(links(stage, 'nav')).toEqual(['Tickets', 'Overview', 'People', 'Topics', 'Canned replies', 'Audit']);
    expect(links(stage, '.menu')).toEqual(['Topics', 'Canned replies', 'Audit', 'Deliveries', 'Webhooks', 'Account', 'Security', 'Access tokens', 'Feedback']);
    // On a wide screen the rare ones stand in the bar, on a narrow one in the menu.
    const words = (which: string): (string | undefined)[] => [...stage.page.querySelectorAll(which)].map((one) => one.textContent?.trim());
    expect([words('nav a.wide'), words('.menu a.narrow')]).toEqual(Array(2).fill(['Topics', 'Canned replies', 'Audit']));
  });

  it('offers agents their tickets, and customers no availability', async () => {
    expect(links(await open(gita), 'nav')).toEqual(['Tickets', 'Canned replies']);
  });

  it('lets customers be', async () => {
    const stage = await open(ann);
    expect(links(stage, 'nav')).toEqual(['My tickets']);
    expect(links(stage, '.menu')).toContain('Send feedback');
    expect(isOn(stage)).toBeUndefined();
  });

  it('shows at once that one is away, for everybody to see and to hear', async () => {
    const stage = await open(gita);
    expect([isOn(stage), account(stage)]).toEqual(['true', 'Account: Gita']);
    await stage.press('Taking tickets');
    const request = stage.backend.expectOne(SetAvailabilityDocument);
    expect(request.operation.variables).toEqual({ input: { availability: 'AWAY' } });
    expect([isOn(stage), account(stage)]).toEqual(['false', 'Account: Gita, away']);
    request.flushData({ setAvailability: { __typename: 'SetAvailabilityPayload', viewer: { ...gita, availability: 'AWAY' } } });
    await stage.settle();
    expect(isOn(stage)).toBe('false');
  });

  it('takes it back when the server did not take it, and says why', async () => {
    const stage = await open(gita);
    await stage.press('Taking tickets');
    stage.backend.expectOne(SetAvailabilityDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(isOn(stage)).toBe('true');
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
  });
});
