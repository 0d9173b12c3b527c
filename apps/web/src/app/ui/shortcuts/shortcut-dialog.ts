import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { type Shortcut, Shortcuts } from './shortcuts';

/** What the browser or a text field does by itself, and nobody registers. */
const ALWAYS: readonly Omit<Shortcut, 'run'>[] = [
  { key: 'enter', words: 'Open the ticket', group: 'List' },
  { key: 'mod+enter', words: 'Send what is written', group: 'Ticket' },
  { key: 'esc', words: 'Leave the text field, keep the text', group: 'Ticket' },
];
const GROUPS = ['Everywhere', 'List', 'Ticket'] as const;

/** The dialog behind `ShortcutSheet`: what the keys do here, and the switch for single keys. */
@Component({
  selector: 'ccr-shortcut-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  templateUrl: './shortcut-dialog.html',
  styleUrl: './shortcut-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShortcutDialog {
  protected readonly shortcuts = inject(Shortcuts);
  private readonly isMac = /Mac|iP(hone|ad)/.test(inject(DOCUMENT).defaultView?.navigator.platform ?? '');

  protected readonly groups = computed(() => {
    const known = [...this.shortcuts.known(), ...ALWAYS];
    const grouped = GROUPS.map((name) => ({ name, rows: known.filter(({ group }) => group === name) }));
    const isHere = (name: string): boolean => this.shortcuts.known().some(({ group }) => group === name);
    return grouped.filter(({ name }) => isHere(name));
  });

  protected keysOf(key: string): string[] {
    const words: Record<string, string> = { mod: this.isMac ? '⌘' : 'Ctrl', enter: 'Enter', esc: 'Esc' };
    return key.split('+').map((part) => words[part] ?? part.toUpperCase());
  }
}
