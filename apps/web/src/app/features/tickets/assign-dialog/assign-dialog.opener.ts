import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { AssignableTicket } from './assign-dialog';

/** Opens the dialog; its code is loaded then, because most people never assign. */
@Injectable({ providedIn: 'root' })
export class AssignDialogOpener {
  private readonly dialog = inject(MatDialog);

  async open(ticket: AssignableTicket): Promise<void> {
    const { AssignDialog } = await import('./assign-dialog');
    this.dialog.open<unknown, AssignableTicket>(AssignDialog, { data: ticket, width: '440px', autoFocus: 'input' });
  }
}
