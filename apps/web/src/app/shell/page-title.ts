import { DOCUMENT } from '@angular/common';
import { Injectable, computed, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { BellStore } from '../features/notifications';
import { pageTitle } from '../ui';

/** The title of each route. Pages that know a better one later set their own. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.title.setTitle(pageTitle(this.buildTitle(snapshot)));
  }
}

const MOST = 99;

/** The title of whatever page is open, with how much is new behind the bell in front: "(3) My tickets · Customer Care Registry". */
@Injectable({ providedIn: 'root' })
export class CountedTitle extends Title {
  private readonly unread = inject(BellStore).unread;
  private readonly prefix = computed(() => (this.unread() > MOST ? `(${MOST}+) ` : this.unread() ? `(${this.unread()}) ` : ''));
  private page = '';

  constructor() {
    super(inject(DOCUMENT));
    effect(() => this.show(this.prefix()));
  }

  override setTitle(page: string): void {
    this.page = page;
    this.show(this.prefix());
  }

  /** Until a page has said its title, the one of the document stays. */
  private show(prefix: string): void {
    if (this.page) super.setTitle(prefix + this.page);
  }
}
