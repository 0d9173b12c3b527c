import { DOCUMENT } from '@angular/common';
import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { kept } from '../kept';

/** One thing that a key does. */
export interface Shortcut {
  /** As the keyboard calls it: `j`, `/`, `?`; with Ctrl or ⌘: `mod+k`. */
  readonly key: string;
  readonly words: string;
  /** The heading that it stands below in the sheet. */
  readonly group: 'Everywhere' | 'List' | 'Ticket';
  readonly run: () => unknown;
}

const NOT_TEXT: readonly string[] = ['button', 'checkbox', 'radio', 'submit', 'reset', 'file', 'range', 'color'];
const TEXT = 'textarea, select, [contenteditable=""], [contenteditable=true], [role=textbox], [role=combobox], [role=listbox], [role=menu]';
const ASIDE = 'dialog[open], .cdk-overlay-container [role=dialog], .cdk-overlay-container [role=alertdialog]';

/**
 * What single keys do on the page that is open. They work outside of text fields and dialogs and without a modifier,
 * and who speaks to the computer, or presses keys by mistake, can switch them off. `mod+…` works always.
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly offered = signal<readonly Shortcut[]>([]);
  private readonly choice = kept('single-keys', true);

  /** Whether single keys do something. */
  readonly singleKeys = this.choice.value;
  /** What can be done now; where two want the same key, the later one has it. */
  readonly known = computed(() => [...new Map(this.offered().map((shortcut) => [shortcut.key, shortcut])).values()]);

  constructor() {
    const press = (event: KeyboardEvent): void => this.press(event);
    this.document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('keydown', press));
  }

  /** Offers them for as long as the caller lives. Call it where `inject` works. */
  offer(shortcuts: readonly Shortcut[]): void {
    this.offered.update((before) => [...before, ...shortcuts]);
    inject(DestroyRef).onDestroy(() => this.offered.update((before) => before.filter((one) => !shortcuts.includes(one))));
  }

  switchSingleKeys(on: boolean): void {
    this.choice.set(on);
  }

  private press(event: KeyboardEvent): void {
    const name = nameOf(event);
    const shortcut = this.known().find(({ key }) => key === name);
    if (!shortcut || event.defaultPrevented || event.isComposing || this.document.querySelector(ASIDE)) return;
    if (!name.startsWith('mod+') && (!this.singleKeys() || takesKeys(event.target))) return;
    event.preventDefault();
    shortcut.run();
  }
}

/** Letters count without Shift only; where `?` and `/` stand differs between keyboards. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const letter = key.toLowerCase();
  if (ctrlKey || metaKey) return altKey || shiftKey ? '' : `mod+${letter}`;
  return altKey || (shiftKey && /^[a-z]$/.test(letter)) ? '' : letter;
}

function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TEXT.includes(target.type);
  return target.closest(TEXT) !== null || target.closest('[popover]') !== null;
}
