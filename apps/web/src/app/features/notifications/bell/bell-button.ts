import { ChangeDetectionStrategy, Component, type ElementRef, computed, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import { Icon, Skeleton } from '../../../ui';
import { BellPanel } from './bell-panel';
import { BellStore } from './bell.store';

const MOST = 99;

/** The bell in the top bar: how much is new, and the panel that tells it, whose code comes when it is opened. */
@Component({
  selector: 'ccr-bell-button',
  imports: [BellPanel, Icon, Skeleton],
  templateUrl: './bell-button.html',
  styleUrl: './bell-button.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BellButton {
  private readonly store = inject(BellStore);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  protected readonly isOpen = signal(false);
  protected readonly arrived = signal('');
  protected readonly count = computed(() => (this.store.unread() > MOST ? `${MOST}+` : String(this.store.unread())));
  protected readonly label = computed(() => (this.store.unread() ? `Notifications, ${this.count()} new` : 'Notifications'));

  constructor() {
    this.store.changed
      .pipe(
        filter((told) => told?.readAt === null),
        takeUntilDestroyed(),
      )
      .subscribe((told) => this.arrived.set(`New notification: ${told?.title}`));
  }

  protected toggled(event: Event): void {
    this.isOpen.set((event as ToggleEvent).newState === 'open');
    if (this.isOpen()) this.panel().nativeElement.focus();
  }
}
