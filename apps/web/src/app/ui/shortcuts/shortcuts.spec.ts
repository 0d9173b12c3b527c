import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { ShortcutSheet } from './shortcut-sheet';
import { Shortcuts } from './shortcuts';

const done: string[] = [];

@Component({
  template: `<input type="text" /><input type="checkbox" /><textarea></textarea><select><option>One</option></select>
    <div contenteditable="true"><b>bold</b></div><button type="button">Button</button><div popover><a href="#">Item</a></div>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  constructor() {
    inject(Shortcuts).offer([
      { key: 'e', words: 'Resolve', group: 'Ticket', run: () => done.push('e') },
      { key: '?', words: 'This sheet', group: 'Everywhere', run: () => done.push('?') },
      { key: 'mod+k', words: 'Go to anything', group: 'Everywhere', run: () => done.push('mod+k') },
    ]);
  }
}

function open() {
  TestBed.configureTestingModule({ providers: [{ provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }] });
  const fixture = TestBed.createComponent(Page);
  const press = (key: string, selector = 'button', more: KeyboardEventInit = {}): string[] => {
    done.length = 0;
    document.body.append(fixture.nativeElement as HTMLElement);
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    (fixture.nativeElement as HTMLElement).querySelector(selector)?.dispatchEvent(event);
    return [...done];
  };
  return { fixture, press, shortcuts: TestBed.inject(Shortcuts) };
}

const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 20));

describe('Shortcuts', () => {
  it('do what a page offers, for as long as it is there', () => {
    const { fixture, press } = open();
    expect(press('e')).toEqual(['e']);
    expect(press('E')).toEqual(['e']); // Caps Lock
    expect(press('?', 'button', { shiftKey: true })).toEqual(['?']);
    fixture.destroy();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }));
    expect(done).toEqual(['?']);
  });

  it.each(['input[type=text]', 'textarea', 'select', 'b', '[popover] a'])('leave %s alone', (selector) => {
    expect(open().press('e', selector)).toEqual([]);
  });

  it('work on what is no text field', () => {
    expect(open().press('e', 'input[type=checkbox]')).toEqual(['e']);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }, { isComposing: true }])('are not meant by %j', (more) => {
    expect(open().press('e', 'button', more)).toEqual([]);
  });

  it('with Ctrl or ⌘ work everywhere', () => {
    const { press } = open();
    expect(press('k', 'textarea', { ctrlKey: true })).toEqual(['mod+k']);
    expect(press('k', 'textarea', { metaKey: true })).toEqual(['mod+k']);
    expect(press('k', 'textarea', { metaKey: true, shiftKey: true })).toEqual([]);
    expect(press('k', 'textarea')).toEqual([]);
  });

  it('give a key to who came last, and back', () => {
    const { press, shortcuts } = open();
    const later = TestBed.createComponent(Page);
    expect(shortcuts.known()).toHaveLength(3);
    expect(press('e')).toEqual(['e']);
    later.destroy();
    expect(press('e')).toEqual(['e']);
  });

  it('are listed in a sheet, where single keys are switched off for good', async () => {
    const { press, shortcuts } = open();
    await TestBed.inject(ShortcutSheet).open();
    await settle();
    const sheet = document.querySelector('ccr-shortcut-dialog');
    expect(sheet?.textContent?.replace(/\s+/g, ' ')).toContain('EResolve');
    expect(sheet?.textContent).not.toContain('Open the ticket'); // there is no list here
    expect(press('e')).toEqual([]); // the dialog is in front
    sheet?.querySelector<HTMLInputElement>('[role=switch]')?.click();
    sheet?.querySelector<HTMLButtonElement>('button')?.click();
    await settle();
    expect(shortcuts.singleKeys()).toBe(false);
    expect(press('e')).toEqual([]);
    expect(press('k', 'button', { ctrlKey: true })).toEqual(['mod+k']);
    expect(localStorage.getItem('ccr:kept:single-keys')).toBe('false');
  });
});
