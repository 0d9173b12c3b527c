import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { presenceWords } from './presence-words';
import type { PresentPerson } from './presence.store';

/** Who else is here. Its line is always there, so that nothing moves; it is not read out, or it would talk all the time. */
@Component({
  selector: 'ccr-presence-line',
  template: `<p aria-live="off">@if (words(); as text) { <span class="dot"></span>{{ text }} }</p>`,
  styles: `
    :host { display: block; width: 100%; max-width: var(--column); margin: 0 auto; padding: 0 clamp(14px, 3vw, 28px); }
    p { display: flex; align-items: center; gap: 8px; min-height: 24px; color: var(--ink-2); font-size: 13px; line-height: 20px; overflow-wrap: anywhere; }
    .dot { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--accent); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PresenceLine {
  readonly people = input.required<readonly PresentPerson[]>();
  readonly forStaff = input.required<boolean>();

  protected readonly words = computed(() => presenceWords(this.people(), this.forStaff()));
}
