import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { EmptyState, Icon, ProblemNote, Skeleton } from '../../ui';
import { StateChip } from './state-chip';
import { WebhookDialog, type WebhookDialogData } from './webhook-dialog';
import { eventWords } from './webhook-words';
import { type Webhook, WebhooksStore } from './webhooks.store';

/** The webhooks of the shop, for admins. */
@Component({
  selector: 'ccr-webhooks-page',
  imports: [EmptyState, Icon, MatButton, ProblemNote, RouterLink, Skeleton, StateChip],
  templateUrl: './webhooks-page.html',
  styleUrl: './webhooks-page.scss',
  providers: [WebhooksStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WebhooksPage {
  private readonly dialog = inject(MatDialog);

  protected readonly store = inject(WebhooksStore);

  protected create(): void {
    this.dialog.open<unknown, WebhookDialogData>(WebhookDialog, { data: { store: this.store }, width: '520px', autoFocus: 'input' });
  }

  protected told({ events }: Webhook): string {
    return events.map(eventWords).join(' · ');
  }
}
