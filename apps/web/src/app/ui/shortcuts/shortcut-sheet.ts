import { Injectable, Injector, inject } from '@angular/core';

/** Opens the sheet of the keys. Its code, and that of dialogs, is loaded then. */
@Injectable({ providedIn: 'root' })
export class ShortcutSheet {
  private readonly injector = inject(Injector);

  async open(): Promise<void> {
    const [{ MatDialog }, { ShortcutDialog }] = await Promise.all([import('@angular/material/dialog'), import('./shortcut-dialog')]);
    this.injector.get(MatDialog).open(ShortcutDialog, { width: '520px', autoFocus: 'dialog' });
  }
}
