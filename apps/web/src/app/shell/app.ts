import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, type ElementRef, effect, inject, viewChild } from '@angular/core';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, pairwise } from 'rxjs';
import { type SessionEnd, SessionStore } from '../features/accounts';
import { ConnectionBanner } from './banner/connection-banner';
import { NavigationProblem } from './navigation-problem';
import { FailedPageNote } from './pages/failed-page-note';
import { TopBar } from './top-bar/top-bar';

/** The frame around every page. */
@Component({
  selector: 'ccr-root',
  imports: [ConnectionBanner, FailedPageNote, RouterOutlet, TopBar],
  template: `
    <a class="skip" href="#main" (click)="skip($event)">Skip to the content</a>
    <ccr-top-bar />
    <ccr-connection-banner />
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
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly failed = inject(NavigationProblem).page;

  constructor() {
    effect(() => this.root.classList.toggle('staff', this.session.isStaff()));
    this.session.ended.subscribe((how) => void this.goToDoor(how));
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        pairwise(),
        filter(([before, now]) => pathOf(before) !== pathOf(now)),
      )
      .subscribe(() => this.focusMain());
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.focusMain();
  }

  /** A new page begins at its top, also for those who don't see it. */
  private focusMain(): void {
    this.main().nativeElement.focus({ preventScroll: true });
  }

  private async goToDoor(how: SessionEnd): Promise<void> {
    const back = how === 'expired' ? { ended: 'yes', returnTo: this.router.url } : {};
    // First the session, else the door would send us back in; then the pages, and what they have shown with them.
    this.session.leave();
    await this.router.navigate(['/sign-in'], { queryParams: back });
    this.session.forget();
  }
}

const pathOf = (event: NavigationEnd): string => event.urlAfterRedirects.split('?')[0] ?? '';
