import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { SplittableMessage } from './split-dialog';

/** Opens the dialog; its code is loaded then, because most messages are never split off. */
@Injectable({ providedIn: 'root' })
export class SplitDialogOpener {
  private readonly dialog = inject(MatDialog);

  async open(message: SplittableMessage): Promise<void> {
    const { SplitDialog } = await import('./split-dialog');
    this.dialog.open<unknown, SplittableMessage>(SplitDialog, { data: message, width: '440px', autoFocus: 'input' });
  }
}
