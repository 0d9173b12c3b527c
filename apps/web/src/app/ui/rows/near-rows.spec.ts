import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { NearRow } from './near-row';
import { NearRows } from './near-rows';
import { RowHeights } from './row-heights';

const HIGH = 100;
const SCREEN = 800;
const rowsUpTo = (count: number): { id: string }[] => Array.from({ length: count }, (_, place) => ({ id: `row-${place + 1}` }));

@Component({
  imports: [NearRow, NearRows],
  template: `
    <ul #list="nearRows" [ccrNearRows]="rows()" [ccrNearRowsKeep]="keep()">
      @for (item of list.items(); track item.id) {
        <li [ccrNearRow]="item">@if (item.row; as row) { <a href="#">{{ row.id }}</a> }</li>
      }
    </ul>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly rows = signal(rowsUpTo(0));
  readonly keep = signal('');
}

/** jsdom lays nothing out: every row is as high as the last, a spacer as high as it says, and the page is scrolled by hand. */
describe('NearRows', () => {
  let fixture: ComponentFixture<Page>;
  let scrolled = 0;
  const list = (): HTMLElement => (fixture.nativeElement as HTMLElement).querySelector('ul') as HTMLElement;
  const items = (): HTMLElement[] => [...list().querySelectorAll('li')];
  const shown = (): string[] => items().flatMap((item) => item.querySelector('a')?.textContent ?? []);
  const spacers = (): number[] => items().filter((item) => item.ariaHidden === 'true' || item.getAttribute('aria-hidden')).map((item) => parseFloat(item.style.height));
  const heightOf = (item: Element): number => parseFloat((item as HTMLElement).style.height) || HIGH;
  const rect = (top: number, height: number): DOMRect => ({ top, height, bottom: top + height }) as DOMRect;

  async function open(count: number): Promise<void> {
    scrolled = 0;
    jest.replaceProperty(window, 'innerHeight', SCREEN);
    jest.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
    jest.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function measured(this: HTMLElement) {
      const before = this.tagName === 'LI' ? items().slice(0, items().indexOf(this as HTMLLIElement)) : [];
      const top = before.reduce((sum, item) => sum + heightOf(item), 0) - scrolled;
      return rect(top, this.tagName === 'LI' ? heightOf(this) : items().reduce((sum, item) => sum + heightOf(item), 0));
    });
    fixture = TestBed.createComponent(Page);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.componentInstance.rows.set(rowsUpTo(count));
    await fixture.whenStable();
  }
  async function scrollTo(to: number): Promise<void> {
    scrolled = to;
    document.dispatchEvent(new Event('scroll'));
    await fixture.whenStable();
  }
  const settle = async (): Promise<void> => {
    jest.advanceTimersByTime(1_000);
    await fixture.whenStable();
  };
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask', 'nextTick', 'setInterval'] }));
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('draws a short list as a whole, and says no places', async () => {
    await open(50);
    expect([shown().length, spacers(), items()[0]?.hasAttribute('aria-posinset')]).toEqual([50, [], false]);
  });

  it('draws of a long list what is near the screen, with spacers for the rest', async () => {
    await open(500);
    await scrollTo(20_000);
    expect([shown().at(0), shown().at(-1)]).toEqual(['row-201', 'row-208']);
    await settle();
    expect([shown().at(0), shown().at(-1)]).toEqual(['row-197', 'row-212']);
    // A little on, and there is still enough around.
    await scrollTo(20_200);
    expect([shown().at(0), shown().at(-1)]).toEqual(['row-197', 'row-212']);
    await scrollTo(20_300);
    expect([shown().at(0), shown().at(-1)]).toEqual(['row-200', 'row-215']);
    // Whatever is drawn, the list is as long as all of it.
    expect(spacers().reduce((sum, height) => sum + height, 0) + shown().length * HIGH).toBe(500 * HIGH);
  });

  it('draws one of many leaps at once, and where they end', async () => {
    await open(500);
    await scrollTo(20_000);
    await scrollTo(30_000);
    await scrollTo(40_000);
    expect(shown()[0]).toBe('row-201');
    await settle();
    expect(shown()).toEqual(expect.arrayContaining(['row-401', 'row-408']));
    expect(shown()).not.toContain('row-201');
  });

  it('says of each row where in the list it stands, and hides the spacers', async () => {
    await open(500);
    await scrollTo(20_000);
    const row = items().find((item) => item.textContent?.includes('row-205'));
    expect([row?.getAttribute('aria-posinset'), row?.getAttribute('aria-setsize')]).toEqual(['205', '500']);
    expect(items()[0]?.getAttribute('aria-hidden')).toBe('true');
  });

  it('keeps the row that has the focus, and its neighbours, for whoever goes on from there', async () => {
    await open(500);
    const link = items()[4]?.querySelector('a');
    link?.focus();
    await scrollTo(40_000);
    expect(shown().slice(0, 3)).toEqual(['row-4', 'row-5', 'row-6']);
    expect(document.activeElement).toBe(link);
    expect(spacers()).toHaveLength(3);
  });

  it('draws a far row that is asked for', async () => {
    await open(500);
    fixture.componentInstance.keep.set('row-400');
    await fixture.whenStable();
    expect(shown()).toContain('row-400');
  });

  it('goes on when rows come and go', async () => {
    await open(500);
    await scrollTo(20_000);
    fixture.componentInstance.rows.update((rows) => [{ id: 'new' }, ...rows.slice(3)]);
    await fixture.whenStable();
    expect(spacers().reduce((sum, height) => sum + height, 0) + shown().length * HIGH).toBe(498 * HIGH);
    fixture.componentInstance.rows.set(rowsUpTo(3));
    await fixture.whenStable();
    expect(shown()).toEqual(['row-1', 'row-2', 'row-3']);
  });

  it('is all there to be printed', async () => {
    await open(500);
    window.dispatchEvent(new Event('beforeprint'));
    expect(shown()).toHaveLength(500);
    window.dispatchEvent(new Event('afterprint'));
    await fixture.whenStable();
    expect(shown().length).toBeLessThan(60);
  });

  it('remembers how high rows were, for when one comes back', async () => {
    await open(60);
    expect(TestBed.inject(RowHeights).known.get('row-3')).toBe(HIGH);
  });

  it('leaves a list alone that is not on the page', async () => {
    await open(500);
    jest.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([] as unknown as DOMRectList);
    const before = shown();
    await scrollTo(20_000);
    expect(shown()).toEqual(before);
  });
});
