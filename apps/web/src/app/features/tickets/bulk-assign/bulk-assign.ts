import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { BulkTicket } from './bulk-assigning';

/** Gives the chosen tickets to one agent. Emits `done` once some of them were given, and the dialog is closed. */
@Component({
  selector: 'ccr-bulk-assign',
  imports: [MatButton],
  template: `
    <button matButton="filled" type="button" [disabled]="tickets().length === 0" (click)="open()">
      {{ tickets().length === 1 ? 'Assign 1 ticket' : 'Assign ' + tickets().length + ' tickets' }}
    </button>
  `,
  styles: `button { --mat-button-filled-container-height: 36px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkAssign {
  private readonly dialog = inject(MatDialog);

  readonly tickets = input.required<readonly BulkTicket[]>();
  readonly done = output();

  /** The dialog's code is loaded here: most people never assign. */
  protected async open(): Promise<void> {
    const { BulkAssignDialog } = await import('./bulk-assign-dialog');
    const data = [...this.tickets()]; // as they are chosen now: what is given leaves the list behind the dialog
    const dialog = this.dialog.open<unknown, readonly BulkTicket[], boolean>(BulkAssignDialog, { data, width: '440px', autoFocus: 'input' });
    if (await firstValueFrom(dialog.afterClosed())) this.done.emit();
  }
}
