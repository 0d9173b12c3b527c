import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { LIMITS } from '@ccr/domain';
import { Icon } from '../../../ui';
import { SCORES, scoreWords } from './score-words';

/** A score that was given: stars, and the words for it. */
@Component({
  selector: 'ccr-stars',
  imports: [Icon],
  template: `
    @for (step of scores; track step) {
      <ccr-icon [name]="step <= score() ? 'starFull' : 'star'" />
    }
    <span class="words"><span class="visually-hidden">{{ score() }} of {{ best }}: </span>{{ words() }}</span>
  `,
  styles: `
    :host { display: inline-flex; align-items: center; }
    ccr-icon { color: var(--accent); }
    .words { margin-left: 6px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Stars {
  readonly score = input.required<number>();

  protected readonly scores = SCORES;
  protected readonly best = LIMITS.rating.max;
  protected readonly words = computed(() => scoreWords(this.score()));
}
