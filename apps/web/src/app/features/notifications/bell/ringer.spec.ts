import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { Told } from './bell.store';
import { chime } from './chime';
import { Ringer } from './ringer';

jest.mock('./chime', () => ({ chime: jest.fn() }));

@Component({ template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

/** The locks of a browser, held until the test ends. */
function fakeLocks() {
  const held = new Set<string>();
  const request = async (name: string, _options: object, work: (lock: object | null) => Promise<void>): Promise<void> => {
    const isFree = !held.has(name);
    held.add(name);
    void work(isFree ? {} : null);
  };
  return { request };
}

const TOLD: Told = { id: 'one', title: 'Gita replied', body: 'Hello Ann', path: '/tickets/K7Q2-M9XD', ticket: { id: 't-1' }, createdAt: '2026-03-01T10:00:00.000Z', readAt: null };

describe('what rings', () => {
  const shown: { title: string; options: NotificationOptions; onclick: () => void; close: () => void }[] = [];
  let unread: number;
  let hasFocus: boolean;
  let ringer: Ringer;
  let router: Router;

  beforeEach(async () => {
    localStorage.clear();
    localStorage.setItem('ccr:kept:bell-sound', 'true');
    localStorage.setItem('ccr:kept:bell-desktop', 'true');
    shown.length = 0;
    jest.mocked(chime).mockClear();
    unread = 1;
    hasFocus = true;
    jest.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
    window.focus = jest.fn();
    Object.assign(navigator, { locks: fakeLocks() });
    Object.assign(window, {
      Notification: class {
        onclick = (): void => undefined;
        readonly close = jest.fn();
        constructor(readonly title: string, readonly options: NotificationOptions) {
          shown.push(this);
        }
      },
    });
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', component: Page }])] });
    router = TestBed.inject(Router);
    ringer = TestBed.inject(Ringer);
    await router.navigateByUrl('/tickets');
  });
  afterEach(() => Reflect.deleteProperty(window, 'Notification'));

  const ring = (change: Partial<Told> = {}): Promise<void> => ringer.ring({ ...TOLD, ...change }, () => unread > 0);
  const rung = (): [number, number] => [jest.mocked(chime).mock.calls.length, shown.length];

  it('is heard and seen, and leads to the place', async () => {
    await ring();
    expect(rung()).toEqual([1, 1]);
    expect(shown[0]).toMatchObject({ title: 'Gita replied', options: { body: 'Hello Ann', tag: 't-1' } });
    shown[0]?.onclick();
    await new Promise((resolve) => setTimeout(resolve));
    expect(router.url).toBe('/tickets/K7Q2-M9XD');
  });

  it('is neither by itself', async () => {
    localStorage.clear();
    await ring();
    expect(rung()).toEqual([0, 0]);
  });

  it('is what was chosen last, also in another tab', async () => {
    localStorage.setItem('ccr:kept:bell-sound', 'false');
    await ring();
    expect(rung()).toEqual([0, 1]);
  });

  it('rings once for all tabs', async () => {
    await ring();
    await ring();
    await ring({ id: 'two' });
    expect(rung()).toEqual([2, 2]);
  });

  it('rings where the browser has no locks', async () => {
    Reflect.deleteProperty(navigator, 'locks');
    await ring();
    expect(rung()).toEqual([1, 1]);
  });

  it('is silent for a ticket that somebody is at, in every tab', async () => {
    await router.navigateByUrl('/tickets/K7Q2-M9XD?from=list');
    const first = ring();
    hasFocus = false; // another tab, a moment later
    await Promise.all([first, ring()]);
    expect(rung()).toEqual([0, 0]);
  });

  it('rings for a ticket that is open where nobody is', async () => {
    await router.navigateByUrl('/tickets/K7Q2-M9XD');
    hasFocus = false;
    await ring();
    expect(rung()).toEqual([1, 1]);
  });

  it('is silent for what was read before it came, or elsewhere meanwhile', async () => {
    await ring({ readAt: TOLD.createdAt });
    hasFocus = false;
    const waiting = ring();
    unread = 0;
    await waiting;
    expect(rung()).toEqual([0, 0]);
  });

  it('leaves it at the sound where the browser shows nothing for a page', async () => {
    Object.assign(window, { Notification: class { constructor() { throw new TypeError('Illegal constructor'); } } });
    await ring();
    expect(rung()).toEqual([1, 0]);
  });
});
