import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { RecentTicketsDocument, SearchTicketsDocument } from '#graphql/search';
import { ann, asha, gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SearchPalette } from './search-palette';

@Component({ template: '<button type="button" (click)="palette.open()">Find</button>', changeDetection: ChangeDetectionStrategy.OnPush })
class Anywhere {
  protected readonly palette = inject(SearchPalette);
}

const FIELD = 'Search tickets, or go to a page';

async function open(viewer = ann): Promise<Stage> {
  const stage = await Stage.set({ url: '/', path: '', component: Anywhere, viewer });
  await stage.press('Find');
  await stage.press('Find'); // once is enough
  const dialog = stage.overlay();
  await dialog.settle();
  dialog.backend.expectOne(RecentTicketsDocument).flushData({ tickets: pageOf([ticket('1'), ticket('2')]) });
  await dialog.settle();
  return dialog;
}
const choices = (dialog: Stage): string[] => [...dialog.page.querySelectorAll('[role=option] .words')].map((one) => one.textContent ?? '');
const chosen = (dialog: Stage): string => {
  const id = dialog.field(FIELD).getAttribute('aria-activedescendant');
  return document.querySelector(`#${id}[aria-selected=true] .words`)?.textContent ?? '';
};
const press = async (dialog: Stage, key: string): Promise<void> => {
  dialog.field(FIELD).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await dialog.settle();
};
const find = async (dialog: Stage, typed: string, ...found: string[]): Promise<void> => {
  await dialog.type(FIELD, typed);
  await new Promise((resolve) => void setTimeout(resolve, 250));
  await dialog.settle();
  const request = dialog.backend.expectOne(SearchTicketsDocument);
  expect(request.operation.variables).toMatchObject({ text: typed, first: 6 });
  const hits = found.map((id) => ({ __typename: 'TicketHit', ticket: ticket(id), excerpts: [] }));
  request.flushData({ searchTickets: pageOf(hits) });
  await dialog.settle();
};

describe('the palette', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('offers what was active last, and the pages of who is signed in', async () => {
    const dialog = await open();
    expect(document.querySelectorAll('ccr-palette-dialog')).toHaveLength(1);
    expect(choices(dialog)).toEqual(['Subject 1', 'Subject 2', 'My tickets', 'Raise a ticket', 'Search', 'Account', 'Security', 'Access tokens', 'Send feedback']);
  });

  it.each([[gita, 'People', false], [asha, 'People', true], [asha, 'Send feedback', false], [gita, 'Raise a ticket', false]] as const)('offers nobody what is not theirs', async (viewer, page, isOffered) => {
    expect(choices(await open(viewer)).includes(page)).toBe(isOffered);
  });

  it('finds tickets and pages, and is worked with the arrows', async () => {
    const dialog = await open(asha);
    await find(dialog, 'top', '7');
    expect(choices(dialog)).toEqual(['Subject 7', 'Topics', 'Search everything for “top”']);
    expect(dialog.page.querySelector('[role=status]')?.textContent).toBe('1 ticket found.');
    expect(chosen(dialog)).toBe('Subject 7');
    await press(dialog, 'ArrowDown');
    expect(chosen(dialog)).toBe('Topics');
    await press(dialog, 'ArrowUp');
    await press(dialog, 'ArrowUp');
    expect(chosen(dialog)).toBe('Search everything for “top”');
    await press(dialog, 'Enter');
    expect(dialog.url).toBe('/search?q=top');
    expect(document.querySelector('ccr-palette-dialog')).toBeNull();
  });

  it('goes to the ticket that is clicked', async () => {
    const dialog = await open();
    dialog.page.querySelectorAll<HTMLElement>('[role=option]')[1]?.click();
    await dialog.settle();
    expect(dialog.url).toBe('/tickets/REF-2');
  });

  it('says what went wrong, and still goes to pages', async () => {
    const dialog = await open();
    await dialog.type(FIELD, 'account');
    await new Promise((resolve) => void setTimeout(resolve, 250));
    await dialog.settle();
    dialog.backend.expectOne(SearchTicketsDocument).networkError(new TypeError('Failed to fetch'));
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    await press(dialog, 'Enter');
    expect(dialog.url).toBe('/account');
  });
});
