import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { TicketDetailsFieldsFragment } from '#graphql';
import { Avatar } from '../../../ui';
import { ShareDialogOpener } from './share-dialog.opener';

/** To whom else a ticket is open. Only the staff are told; admins change it. */
@Component({
  selector: 'ccr-ticket-participants',
  imports: [Avatar, MatButton],
  template: `
    @if (ticket().participants?.length) {
      <p class="title" id="participants">Also open to</p>
      <ul aria-labelledby="participants">
        @for (agent of ticket().participants; track agent.id) {
          <li><ccr-avatar [name]="agent.name" />{{ agent.name }}</li>
        }
      </ul>
    }
    @if (ticket().abilities.share) {
      <button matButton="outlined" type="button" (click)="change()">
        {{ ticket().participants?.length ? 'Change who sees it' : 'Open to other agents' }}
      </button>
    }
  `,
  styles: `
    :host { display: block; }
    .title { color: var(--ink-2); font-size: 13px; line-height: 20px; }
    ul { display: grid; gap: 4px; margin: 2px 0 8px; padding: 0; list-style: none; }
    li { --avatar: 26px; display: flex; align-items: center; gap: 8px; font-weight: 550; overflow-wrap: anywhere; }
    button { --mat-button-outlined-container-height: 36px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketParticipants {
  private readonly dialog = inject(ShareDialogOpener);

  readonly ticket = input.required<TicketDetailsFieldsFragment>();

  protected change(): void {
    void this.dialog.open(this.ticket());
  }
}
