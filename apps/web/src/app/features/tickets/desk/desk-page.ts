import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { EmptyState, Splitter, kept } from '../../../ui';
import { ListAddress } from '../ticket-list/list-address';
import { TicketListPage } from '../ticket-list/ticket-list-page';

/** Where staff work: the list, and beside it the ticket that is open. On a narrow screen one of the two. */
@Component({
  selector: 'ccr-desk-page',
  imports: [EmptyState, RouterOutlet, Splitter, TicketListPage],
  templateUrl: './desk-page.html',
  styleUrl: './desk-page.scss',
  providers: [ListAddress],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeskPage {
  protected readonly open = inject(ListAddress).open;
  protected readonly width = kept('desk-list', 320);

  /** Out of the text field, so that single keys work again; what is typed stays. */
  protected leaveText(event: Event, pane: HTMLElement): void {
    if (!event.defaultPrevented && event.target instanceof HTMLTextAreaElement) pane.focus({ preventScroll: true });
  }
}
