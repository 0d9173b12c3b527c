import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { MergeableTicket } from './merge-dialog';

/** Opens the dialog; its code is loaded then, because most tickets are never merged. */
@Injectable({ providedIn: 'root' })
export class MergeDialogOpener {
  private readonly dialog = inject(MatDialog);

  async open(ticket: MergeableTicket): Promise<void> {
    const { MergeDialog } = await import('./merge-dialog');
    this.dialog.open<unknown, MergeableTicket>(MergeDialog, { data: ticket, width: '480px', autoFocus: 'input' });
  }
}
