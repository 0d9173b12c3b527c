import { Location } from '@angular/common';
import { Injectable, inject } from '@angular/core';
import { Router, type UrlTree } from '@angular/router';

const LIST = /^\/tickets(\?|$)/;

/** The way from a ticket back to the list: to the same tab and place, if one came from there. */
@Injectable()
export class WayBack {
  private readonly location = inject(Location);
  private readonly from: UrlTree | undefined;

  readonly url: UrlTree;

  constructor() {
    const router = inject(Router);
    const before = router.currentNavigation()?.previousNavigation?.finalUrl;
    this.from = before && LIST.test(before.toString()) ? before : undefined;
    this.url = this.from ?? router.createUrlTree(['/tickets']);
  }

  /** Goes back in the history, which keeps the scroll; unless it is to open elsewhere. */
  take(event: MouseEvent): void {
    if (!this.from || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.location.back();
  }
}
