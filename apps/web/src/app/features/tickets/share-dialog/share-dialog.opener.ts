import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { ShareableTicket } from './share-dialog';

/** Opens the dialog; its code is loaded then, because most people never open a ticket to others. */
@Injectable({ providedIn: 'root' })
export class ShareDialogOpener {
  private readonly dialog = inject(MatDialog);

  async open(ticket: ShareableTicket): Promise<void> {
    const { ShareDialog } = await import('./share-dialog');
    this.dialog.open<unknown, ShareableTicket>(ShareDialog, { data: ticket, width: '440px', autoFocus: 'input' });
  }
}
