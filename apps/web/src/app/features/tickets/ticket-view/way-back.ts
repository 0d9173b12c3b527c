import { Location } from '@angular/common';
import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { SessionStore } from '../../accounts';

const LIST = /^\/tickets(\?|$)/;

/**
 * The way from a ticket back to the list: to the same tab and place, if one came from there. The list of staff is
 * still open behind the ticket, and which one it is stands in the address.
 */
@Injectable()
export class WayBack {
  private readonly location = inject(Location);
  private readonly router = inject(Router);
  private readonly cameFrom = this.router.currentNavigation()?.previousNavigation?.finalUrl?.toString() ?? '';
  private readonly isFromList = LIST.test(this.cameFrom);

  private readonly isOnDesk = inject(SessionStore).isStaff();

  get url(): string {
    if (this.isOnDesk) return this.router.createUrlTree(['/tickets'], { queryParamsHandling: 'preserve' }).toString();
    return this.isFromList ? this.cameFrom : '/tickets';
  }

  /** Goes back in the history, which keeps the scroll; unless the link is to open elsewhere. */
  take(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.isFromList && !this.isOnDesk) this.location.back();
    else void this.router.navigateByUrl(this.url);
  }
}
