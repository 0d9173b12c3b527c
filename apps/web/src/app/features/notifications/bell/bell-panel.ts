import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink, type UrlTree } from '@angular/router';
import { EmptyState, LoadMore, NearRow, NearRows, ProblemNote, Skeleton, TimeAgo } from '../../../ui';
import { bellChoices } from './bell-choices';
import { BellListStore } from './bell-list.store';
import { BellStore, type Told } from './bell.store';
import { chime } from './chime';

const REFUSED = 'Your browser does not let this page show notifications. You can allow it in its settings for this site.';

/** What opens below the bell: the list, and how this device makes itself noticed. */
@Component({
  selector: 'ccr-bell-panel',
  imports: [EmptyState, LoadMore, MatButton, NearRow, NearRows, ProblemNote, RouterLink, Skeleton, TimeAgo],
  templateUrl: './bell-panel.html',
  styleUrl: './bell-panel.scss',
  providers: [BellListStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BellPanel {
  private readonly router = inject(Router);
  private readonly view = inject(DOCUMENT).defaultView;

  protected readonly store = inject(BellListStore);
  protected readonly unread = inject(BellStore).unread;
  protected readonly choices = bellChoices();
  protected readonly canShow = Boolean(this.view && 'Notification' in this.view);
  protected readonly refused = signal('');

  /** The viewer goes to where one of them leads. */
  readonly left = output();

  protected placeOf({ path }: Told): UrlTree {
    return this.router.parseUrl(path);
  }

  protected open({ id, readAt }: Told): void {
    if (readAt === null) void this.store.markRead({ notificationIds: [id] });
    this.left.emit();
  }

  /** Heard at once: so one knows what to listen for, and the browser that it is wanted. */
  protected setSound(isOn: boolean): void {
    this.choices.sound.set(isOn);
    if (isOn) void chime();
  }

  protected async setDesktop(box: HTMLInputElement): Promise<void> {
    this.refused.set('');
    const isAllowed = box.checked && (await Notification.requestPermission()) === 'granted';
    if (box.checked && !isAllowed) this.refused.set(REFUSED);
    box.checked = isAllowed;
    this.choices.desktop.set(isAllowed);
  }
}
