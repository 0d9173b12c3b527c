import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { FormControl } from '@angular/forms';
import { combineLatest, debounceTime, distinctUntilChanged, startWith, switchMap } from 'rxjs';
import type { Strength } from './strength';

/** So that nothing is reckoned, and nothing read out, between two key strokes. */
const PATIENCE = 200;

const WORDS: Record<Strength, string> = { 1: 'Too easy to guess', 2: 'Could be better', 3: 'Good', 4: 'Strong' };

/** Four bars and a word below the field of a new password. It only tells: the server decides what it takes. */
@Component({
  selector: 'ccr-password-strength',
  template: `
    <div class="bars" aria-hidden="true">
      @for (bar of [1, 2, 3, 4]; track bar) { <span [class.filled]="bar <= (strength() ?? 0)"></span> }
    </div>
    <p aria-live="polite">{{ words() }}</p>
  `,
  styles: `
    :host { --bar-filled: var(--line-strong); display: flex; align-items: center; gap: 12px; min-height: 20px; margin: -6px 0 6px; }
    .bars { display: flex; flex: 1; gap: 4px; }
    span { flex: 1; height: 4px; border-radius: 2px; background: var(--surface-3); transition: background var(--move); }
    .filled { background: var(--bar-filled); }
    p { min-width: 124px; color: var(--ink-2); font-size: 13px; line-height: 20px; }
    :host([data-strength='1']) { --bar-filled: var(--danger); }
    :host([data-strength='2']) { --bar-filled: var(--orange); }
    :host([data-strength='3']), :host([data-strength='4']) { --bar-filled: var(--green); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-strength]': 'strength()' },
})
export class PasswordStrength {
  readonly control = input.required<FormControl<string>>();
  /** What everyone knows of the person: a password made of it is easy to guess. */
  readonly about = input<readonly string[]>([]);

  private readonly password = toObservable(this.control).pipe(
    switchMap((control) => control.valueChanges.pipe(startWith(control.value))),
  );

  protected readonly strength = toSignal(
    combineLatest([this.password, toObservable(this.about)]).pipe(
      debounceTime(PATIENCE),
      switchMap(([password, about]) => (password ? look(password, about) : [null])),
      distinctUntilChanged(),
    ),
    { initialValue: null },
  );
  protected readonly words = computed(() => {
    const strength = this.strength();
    return strength ? WORDS[strength] : '';
  });
}

/** The list of common passwords comes with the first character; without it (no connection) nothing is said. */
async function look(password: string, about: readonly string[]): Promise<Strength | null> {
  try {
    const { strengthOf } = await import('./strength');
    return strengthOf(password, about);
  } catch {
    return null;
  }
}
