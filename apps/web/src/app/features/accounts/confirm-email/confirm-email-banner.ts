import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import { SessionStore } from '../session.store';
import { ConfirmEmailBar } from './confirm-email-bar';

/** Where the same is asked for by the page itself. */
const OWN_PAGE = '/confirm-email';

/** The place above every page for the bar that asks customers to confirm their e-mail; its code comes when it is needed. */
@Component({
  selector: 'ccr-confirm-email-banner',
  imports: [ConfirmEmailBar],
  template: `
    @if (shown()) {
      @defer (on immediate) {
        <ccr-confirm-email-bar />
      } @placeholder {
        <div class="room"></div>
      }
    }
  `,
  styles: `
    :host { display: block; }
    .room { height: 47px; background: var(--note); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmEmailBanner {
  private readonly viewer = inject(SessionStore).viewer;
  private readonly url = toSignal(
    inject(Router).events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: '' },
  );

  protected readonly shown = computed(() => this.viewer()?.emailVerified === false && !this.url().startsWith(OWN_PAGE));

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const { style } = inject(DOCUMENT).documentElement;
    // Pages that are exactly as high as the window make room for it.
    const watch = new ResizeObserver(() => style.setProperty('--above', `${host.offsetHeight}px`));
    watch.observe(host);
    inject(DestroyRef).onDestroy(() => watch.disconnect());
  }
}
