import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** The initials of a person in a circle. Decorative: the name stands beside it. */
@Component({
  selector: 'ccr-avatar',
  template: `{{ initials() }}`,
  styles: `
    :host {
      display: inline-grid; flex: none; place-items: center; width: var(--avatar, 32px); height: var(--avatar, 32px);
      border-radius: 50%; background: var(--accent-soft); color: var(--on-accent-soft);
      font-size: calc(var(--avatar, 32px) * 0.4); line-height: 1; font-weight: 650; letter-spacing: 0.01em;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
})
export class Avatar {
  readonly name = input.required<string>();

  protected readonly initials = computed(() => {
    const words = this.name().trim().split(/\s+/);
    const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
    return letters.join('').toLocaleUpperCase();
  });
}
