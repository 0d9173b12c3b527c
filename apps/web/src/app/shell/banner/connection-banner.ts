import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Connection, type ConnectionState } from '../../data';
import { Icon, type IconName } from '../../ui';

const WORDS: Record<ConnectionState, { text: string; icon: IconName }> = {
  fine: { text: '', icon: 'cloudDone' },
  reconnecting: { text: 'Reconnecting…', icon: 'sync' },
  offline: { text: 'You are offline: we keep what you write', icon: 'cloudOff' },
  back: { text: 'Back online', icon: 'cloudDone' },
};

/** A thin bar that floats over the page (nothing moves) and tells when the connection is gone or back. */
@Component({
  selector: 'ccr-connection-banner',
  imports: [Icon],
  template: `
    @if (words().text; as text) {
      <p [class]="state()"><ccr-icon [name]="words().icon" />{{ text }}</p>
    }
  `,
  styles: `
    :host { position: fixed; z-index: 20; top: calc(var(--bar) + 8px); left: 0; right: 0; pointer-events: none; }
    p {
      --icon: 18px; display: flex; align-items: center; gap: 8px; width: fit-content; margin: 0 auto;
      padding: 5px 14px; border-radius: 999px; background: var(--ink); color: var(--paper);
      box-shadow: var(--float); font-size: 14px; line-height: 20px; animation: drop 150ms ease-out;
    }
    .back { background: var(--green-soft); color: var(--green); }
    @keyframes drop { from { opacity: 0; transform: translateY(-8px); } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status' },
})
export class ConnectionBanner {
  protected readonly state = inject(Connection).state;
  protected readonly words = computed(() => WORDS[this.state()]);
}
