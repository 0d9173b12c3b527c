import { Injectable, Injector, inject } from '@angular/core';
import type { MatDialogRef } from '@angular/material/dialog';

/** Opens the palette, from which one finds tickets and goes anywhere. Its code, and that of dialogs, is loaded then. */
@Injectable({ providedIn: 'root' })
export class SearchPalette {
  private readonly injector = inject(Injector);
  private opened: MatDialogRef<unknown> | null = null;

  /** Opens it, unless it is open. */
  async open(): Promise<void> {
    const [{ MatDialog }, { PaletteDialog }] = await Promise.all([import('@angular/material/dialog'), import('./palette-dialog')]);
    if (this.opened) return;
    this.opened = this.injector.get(MatDialog).open(PaletteDialog, { width: '560px', maxWidth: 'calc(100vw - 24px)', position: { top: '10vh' }, autoFocus: 'input', ariaLabel: 'Search and go to' });
    this.opened.afterClosed().subscribe(() => (this.opened = null));
  }
}
