import { Location } from '@angular/common';
import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';

const LIST = /^\/tickets(\?|$)/;

/** The way from a ticket back to the list: to the same tab and place, if one came from there. */
@Injectable()
export class WayBack {
  private readonly location = inject(Location);
  private readonly router = inject(Router);
  private readonly cameFrom = this.router.currentNavigation()?.previousNavigation?.finalUrl?.toString() ?? '';
  private readonly isFromList = LIST.test(this.cameFrom);

  readonly url = this.isFromList ? this.cameFrom : '/tickets';

  /** Goes back in the history, which keeps the scroll; unless the link is to open elsewhere. */
  take(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.isFromList) this.location.back();
    else void this.router.navigateByUrl(this.url);
  }
}
