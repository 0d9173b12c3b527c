import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, type ElementRef, effect, inject, viewChild } from '@angular/core';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, pairwise } from 'rxjs';
import { ConfirmEmailBanner, type SessionEnd, SessionStore } from '../features/accounts';
import { PushDevice } from '../features/notifications';
import { SearchPalette } from '../features/search';
import { ShortcutSheet, Shortcuts, setTimeStyle } from '../ui';
import { ConnectionBanner } from './banner/connection-banner';
import { NavigationProblem } from './navigation-problem';
import { FailedPageNote } from './pages/failed-page-note';
import { TopBar } from './top-bar/top-bar';

/** The frame around every page. */
@Component({
  selector: 'ccr-root',
  imports: [ConfirmEmailBanner, ConnectionBanner, FailedPageNote, RouterOutlet, TopBar],
  template: `
    <a class="skip" href="#main" (click)="skip($event)">Skip to the content</a>
    <ccr-top-bar />
    <ccr-connection-banner />
    <ccr-confirm-email-banner />
    <main #main id="main" tabindex="-1">
      @if (failed(); as page) {
        <ccr-failed-page-note [page]="page" />
      }
      <div class="outlet" [hidden]="failed()"><router-outlet /></div>
    </main>
  `,
  styleUrl: './app.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly palette = inject(SearchPalette);
  private readonly sheet = inject(ShortcutSheet);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly failed = inject(NavigationProblem).page;

  constructor() {
    effect(() => this.root.classList.toggle('staff', this.session.isStaff()));
    effect(() => setTimeStyle(this.session.viewer() ?? {}));
    inject(PushDevice); // it hears the worker, and keeps this browser subscribed
    inject(Shortcuts).offer([
      { key: '/', words: 'Search', group: 'Everywhere', run: () => this.find() },
      { key: 'mod+k', words: 'Search, and go anywhere', group: 'Everywhere', run: () => this.find() },
      { key: '?', words: 'This sheet', group: 'Everywhere', run: () => void this.sheet.open() },
    ]);
    this.session.ended.subscribe((how) => void this.goToDoor(how));
    this.session.hindered.subscribe(() => void this.goToFirstSteps());
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        pairwise(),
        filter(([before, now]) => pathOf(before) !== pathOf(now)),
      )
      .subscribe(() => this.focusPage());
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.focus(this.main().nativeElement);
  }

  /** At the door there is nothing to find. */
  private find(): void {
    if (this.session.viewer()) void this.palette.open();
  }

  /** A new page begins at its top, also for those who don't see it; where only a part of it is new, that part. */
  private focusPage(): void {
    const main = this.main().nativeElement;
    const part = main.querySelector<HTMLElement>('[data-landing]');
    // What is not on the screen takes no focus.
    if (!part || !this.focus(part)) this.focus(main);
  }

  private focus(element: HTMLElement): boolean {
    element.focus({ preventScroll: true });
    return element.ownerDocument.activeElement === element;
  }

  private async goToDoor(how: SessionEnd): Promise<void> {
    const back = how === 'expired' ? { ended: 'yes', returnTo: this.router.url } : {};
    // First the session, else the door would send us back in; then the pages, and what they have shown with them.
    this.session.leave();
    const state = typeof how === 'object' ? how : {};
    await this.router.navigate(['/sign-in'], { queryParams: back, state });
    this.session.forget();
  }

  private async goToFirstSteps(): Promise<void> {
    const { url } = this.router;
    if (!url.startsWith('/first-steps')) await this.router.navigate(['/first-steps'], { queryParams: { returnTo: url } });
  }
}

const pathOf = (event: NavigationEnd): string => event.urlAfterRedirects.split('?')[0] ?? '';
