import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TicketsDocument } from '#graphql/tickets';
import { gita, pageOf, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { DeskPage } from './desk-page';

@Component({ template: '<h1>{{ reference() }}</h1><textarea></textarea>', changeDetection: ChangeDetectionStrategy.OnPush })
class OpenTicket {
  readonly reference = input('');
}

const CHILDREN = [{ path: ':reference', component: OpenTicket }];

async function at(url: string): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'tickets', component: DeskPage, children: CHILDREN, viewer: gita });
  document.body.append(stage.page);
  stage.backend.expectOne(TicketsDocument).flushData({ tickets: pageOf(['1', '2', '3'].map((id) => ticket(id, { assignee: gita }))) });
  await stage.settle();
  return stage;
}

const press = async (stage: Stage, key: string, target: Element | null = document.activeElement): Promise<void> => {
  (target ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await stage.settle();
};
const focused = (): string | undefined => document.activeElement?.textContent?.trim();
const width = (stage: Stage): string | null | undefined => stage.page.querySelector('[role=separator]')?.getAttribute('aria-valuenow');

describe('DeskPage', () => {
  it('keeps the list, with its tab, while tickets are opened beside it', async () => {
    const stage = await at('/tickets?tab=active');
    expect(stage.page.querySelector('h1')?.textContent).toBe('Assigned to me');
    expect(stage.text).toContain('No ticket is open');
    stage.page.querySelector<HTMLElement>('[data-reference=REF-2] a')?.click();
    await stage.settle();
    expect(stage.url).toBe('/tickets/REF-2?tab=active');
    expect(stage.page.querySelector('h1')?.textContent).toBe('REF-2');
    expect(stage.page.querySelector('a[aria-current=true]')?.textContent).toBe('Subject 2');
    stage.backend.expectNone(TicketsDocument);
    const tab = [...stage.page.querySelectorAll('ccr-link-tabs a')].find((one) => one.textContent?.includes('Resolved'));
    expect(tab?.getAttribute('href')).toBe('/tickets/REF-2?tab=closed');
  });

  it('goes through the rows with J and K', async () => {
    const stage = await at('/tickets?tab=active');
    await press(stage, 'j', document.body);
    expect(focused()).toBe('Subject 1');
    await press(stage, 'j');
    expect(focused()).toBe('Subject 2');
    await press(stage, 'k');
    await press(stage, 'k');
    expect(focused()).toBe('Subject 1');
    expect(stage.url).toBe('/tickets?tab=active');
  });

  it('goes from ticket to ticket with J and K, but not while one writes', async () => {
    const stage = await at('/tickets/REF-2?tab=active');
    await press(stage, 'j', stage.page.querySelector('.ticket'));
    expect(stage.url).toBe('/tickets/REF-3?tab=active');
    await press(stage, 'j', stage.page.querySelector('.ticket'));
    expect(stage.url).toBe('/tickets/REF-3?tab=active');
    await press(stage, 'k', stage.page.querySelector('textarea'));
    expect(stage.url).toBe('/tickets/REF-3?tab=active');
  });

  it('leaves the text field with Escape', async () => {
    const stage = await at('/tickets/REF-2');
    const text = stage.page.querySelector('textarea');
    text?.focus();
    await press(stage, 'Escape');
    expect(document.activeElement).toBe(stage.page.querySelector('.ticket'));
  });

  it('takes the width from the keyboard, within bounds, and remembers it', async () => {
    const stage = await at('/tickets');
    const line = stage.page.querySelector('[role=separator]');
    expect(width(stage)).toBe('320');
    await press(stage, 'ArrowRight', line);
    expect(width(stage)).toBe('336');
    await press(stage, 'Home', line);
    await press(stage, 'ArrowLeft', line);
    expect(width(stage)).toBe('260');
    await press(stage, 'End', line);
    expect([width(stage), localStorage.getItem('ccr:kept:desk-list')]).toEqual(['560', '560']);
  });

  it('begins with the width of the last time, if that makes sense', async () => {
    localStorage.setItem('ccr:kept:desk-list', '"wide"');
    expect(width(await at('/tickets'))).toBe('320');
  });
});
