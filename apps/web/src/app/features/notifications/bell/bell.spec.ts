import { MarkNotificationsReadDocument, NotificationsChangedDocument, NotificationsDocument } from '#graphql/bell';
import { ann, pageOf } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { BellButton } from './bell-button';
import type { Told } from './bell.store';

// What rings has a spec of its own. Here its code does not come, as without a connection.
jest.mock('./ringer', () => {
  throw new Error('Failed to fetch');
});

const told = (id: string, change: Partial<Told> = {}): Told & { __typename: 'Notification' } => ({
  __typename: 'Notification', id, title: `Title ${id}`, body: `Body ${id}`, path: `/tickets/REF-${id}`, ticket: null, createdAt: '2026-03-01T10:00:00.000Z', readAt: null, ...change,
});

async function set() {
  const stage = await Stage.set({ url: '/somewhere', path: 'somewhere', component: BellButton, viewer: ann });
  const live = stage.backend.expectOne(NotificationsChangedDocument);
  const panel = stage.page.querySelector<HTMLElement>('#bell-panel') as HTMLElement;
  panel.hidePopover = jest.fn();
  const toggle = async (newState: string): Promise<void> => {
    panel.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
    await stage.settle();
  };
  const change = async (unread: number, notification: Told | null = null): Promise<void> => {
    live.operation.setContext({});
    live.flushData({ notificationsChanged: { __typename: 'NotificationsChange', unread, notification } });
    await stage.settle();
  };
  const answer = async (nodes: Told[], more = false): Promise<void> => {
    stage.backend.expectOne(NotificationsDocument).flushData({ notifications: pageOf(nodes, more) });
    await stage.settle();
  };
  const rows = (): string[] => [...panel.querySelectorAll('li')].map((row) => `${row.querySelector('.new') ? '• ' : ''}${row.querySelector('.title')?.lastChild?.textContent?.trim()}`);
  const label = (): string | null | undefined => stage.page.querySelector('.bell')?.getAttribute('aria-label');
  return { stage, panel, toggle, change, answer, rows, label };
}
const payload = (unread: number) => ({ markNotificationsRead: { __typename: 'MarkNotificationsReadPayload', unread } });

describe('the bell', () => {
  beforeEach(() => localStorage.clear());

  it('says how much is new, live, and asks for nothing else before it is opened', async () => {
    const { stage, change, label } = await set();
    expect(label()).toBe('Notifications');
    await change(3);
    expect([label(), stage.page.querySelector('.count')?.textContent]).toEqual(['Notifications, 3 new', '3']);
    stage.backend.expectNone(NotificationsDocument);
  });

  it('has no number beyond 99', async () => {
    const { change, label } = await set();
    await change(100);
    expect(label()).toBe('Notifications, 99+ new');
  });

  it('tells of what arrives, for those who do not see the number', async () => {
    const { stage, change } = await set();
    await change(1, told('7'));
    expect(stage.page.querySelector('p[role=status]')?.textContent).toBe('New notification: Title 7');
  });

  it('opens with the focus in it: waits, then lists what there is, with what is new marked', async () => {
    const { panel, toggle, answer, rows } = await set();
    await toggle('open');
    expect(document.activeElement).toBe(panel);
    expect(panel.textContent).toContain('Loading');
    await answer([told('2'), told('1', { readAt: '2026-03-01T11:00:00.000Z' })]);
    expect(rows()).toEqual(['• Title 2', 'Title 1']);
    expect(panel.querySelector('li a')?.getAttribute('href')).toBe('/tickets/REF-2');
    await toggle('closed');
    expect(rows()).toEqual([]);
  });

  it('says what will be there when there is nothing', async () => {
    const { panel, toggle, answer } = await set();
    await toggle('open');
    await answer([]);
    expect(panel.textContent).toContain('When something happens in your tickets, it is told here.');
  });

  it('says that it could not load, and tries again', async () => {
    const { stage, panel, toggle, answer, rows } = await set();
    await toggle('open');
    stage.backend.expectOne(NotificationsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(panel.textContent).toContain('We could not reach the server.');
    await stage.press('Try again');
    await answer([told('1')]);
    expect(rows()).toEqual(['• Title 1']);
  });

  it('loads more', async () => {
    const { stage, toggle, answer, rows } = await set();
    await toggle('open');
    await answer([told('2')], true);
    await stage.press('Load more');
    const request = stage.backend.expectOne(NotificationsDocument);
    expect(request.operation.variables).toMatchObject({ after: 'last' });
    request.flushData({ notifications: pageOf([told('1')]) });
    await stage.settle();
    expect(rows()).toEqual(['• Title 2', '• Title 1']);
    expect(stage.text).not.toContain('Load more');
  });

  it('leads to the place, marks it read and gets out of the way', async () => {
    const { stage, panel, toggle, answer } = await set();
    await toggle('open');
    await answer([told('2'), told('1')]);
    panel.querySelector<HTMLElement>('li a')?.click();
    const { operation } = stage.backend.expectOne(MarkNotificationsReadDocument);
    expect(operation.variables).toEqual({ input: { notificationIds: ['2'] } });
    expect(panel.hidePopover).toHaveBeenCalled();
    await stage.settle();
    expect(stage.url).toBe('/tickets/REF-2');
  });

  it('marks all as read, and says so when that fails', async () => {
    const { stage, panel, toggle, change, answer, rows } = await set();
    await change(1);
    await toggle('open');
    await answer([told('1')]);
    await stage.press('Mark all read');
    expect(rows()).toEqual(['Title 1']);
    stage.backend.expectOne(MarkNotificationsReadDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await answer([told('1')]);
    expect(rows()).toEqual(['• Title 1']);
    expect(panel.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    await stage.press('Mark all read');
    stage.backend.expectOne(MarkNotificationsReadDocument).flushData(payload(0));
    await stage.settle();
    expect(stage.button('Mark all read').disabled).toBe(true);
  });

  it('shows what comes while it is open, and what is read elsewhere', async () => {
    const { toggle, change, answer, rows } = await set();
    await toggle('open');
    await answer([told('1')]);
    await change(2, told('2'));
    expect(rows()).toEqual(['• Title 2', '• Title 1']);
    await change(1);
    await answer([told('2'), told('1', { readAt: '2026-03-01T11:00:00.000Z' })]);
    expect(rows()).toEqual(['• Title 2', 'Title 1']);
  });
});

describe('how this device makes itself noticed', () => {
  const requestPermission = jest.fn<Promise<string>, []>();
  const boxes = (panel: HTMLElement): HTMLInputElement[] => [...panel.querySelectorAll<HTMLInputElement>('[role=switch]')];
  const open = async () => {
    const scene = await set();
    await scene.toggle('open');
    await scene.answer([]);
    return scene;
  };

  beforeEach(() => {
    localStorage.clear();
    requestPermission.mockReset();
    Object.assign(window, { Notification: { requestPermission } });
  });
  afterEach(() => Reflect.deleteProperty(window, 'Notification'));

  it('is off until it is wanted, and nothing is asked before', async () => {
    const { panel } = await open();
    expect(boxes(panel).map(({ checked }) => checked)).toEqual([false, false]);
    expect(requestPermission).not.toHaveBeenCalled();
  });

  it.each([['granted', true], ['denied', false]])('asks the browser when it is turned on: %s', async (answer, isOn) => {
    requestPermission.mockResolvedValue(answer);
    const { stage, panel } = await open();
    boxes(panel)[1]?.click();
    await stage.settle();
    expect(requestPermission).toHaveBeenCalledTimes(1);
    expect(boxes(panel)[1]?.checked).toBe(isOn);
    expect(localStorage.getItem('ccr:kept:bell-desktop')).toBe(String(isOn));
    expect(panel.textContent?.includes('Your browser does not let this page show notifications.')).toBe(!isOn);
  });

  it('keeps the sound on this device', async () => {
    const { stage, panel } = await open();
    boxes(panel)[0]?.click();
    await stage.settle();
    expect(localStorage.getItem('ccr:kept:bell-sound')).toBe('true');
  });
});
