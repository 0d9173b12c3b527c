import { ChangeDetectionStrategy, Component, effect, input, output, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { LIMITS } from '@ccr/domain';
import { debounceTime } from 'rxjs';

const TYPING = 250;

/** Where one types what to look for in the tickets of a list. It tells of it once one has stopped typing, or at Enter. */
@Component({
  selector: 'ccr-list-text',
  template: `
    <form role="search" (submit)="$event.preventDefault(); tell(box.value)">
      <input
        #box
        class="control"
        type="search"
        aria-label="Find in these tickets"
        placeholder="Find in these tickets"
        autocomplete="off"
        enterkeyhint="search"
        [attr.maxlength]="longest"
        [value]="typed()"
        (input)="typed.set(box.value)"
      />
    </form>
    <p role="status">{{ found() }}</p>
  `,
  styles: `
    :host { display: block; margin-top: 10px; }
    p { color: var(--ink-2); font-size: 14px; line-height: 22px; }
    p:not(:empty) { margin-top: 4px; }
    @media (min-width: 720px) { .control { height: 40px; padding-inline: 10px; font-size: 14px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListText {
  /** What is looked for, as it stands in the address. */
  readonly text = input('');
  /** What was found, in words. */
  readonly found = input('');
  readonly changed = output<string>();

  protected readonly longest = LIMITS.search.text;
  protected readonly typed = signal('');
  /** What was told last: coming back from the address it is no news, and must not undo what was typed since. */
  private told = '';

  constructor() {
    effect(() => {
      const text = this.text();
      if (text === this.told) return;
      this.told = text;
      untracked(() => this.typed.set(text));
    });
    toObservable(this.typed)
      .pipe(debounceTime(TYPING), takeUntilDestroyed())
      .subscribe((text) => this.tell(text));
  }

  protected tell(text: string): void {
    if (text === this.told) return;
    this.told = text;
    this.changed.emit(text);
  }
}
