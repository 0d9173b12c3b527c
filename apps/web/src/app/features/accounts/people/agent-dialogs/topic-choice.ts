import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { FormControl } from '@angular/forms';
import { startWith, switchMap } from 'rxjs';
import { ProblemNote } from '../../../../ui';
import { TopicsStore } from './topics.store';

/** The topics that someone is expert in, as check boxes. */
@Component({
  selector: 'ccr-topic-choice',
  imports: [ProblemNote],
  template: `
    <fieldset>
      <legend>Expert in</legend>
      @if (store.problem(); as problem) {
        <ccr-problem-note [text]="problem.message" [retry]="true" (again)="store.retry()" />
      } @else {
        <div class="topics">
          @for (topic of store.topics(); track topic.id) {
            <label>
              <input type="checkbox" [checked]="chosen().includes(topic.id)" (change)="toggle(topic.id)" />{{ topic.name }}
            </label>
          } @empty {
            <p>{{ store.topics() ? 'There are no topics yet.' : 'Loading…' }}</p>
          }
        </div>
      }
    </fieldset>
  `,
  styles: `
    fieldset { min-width: 0; margin: 0 0 14px; padding: 0; border: 0; }
    legend { margin-bottom: 4px; padding: 0; font-size: 14px; line-height: 20px; font-weight: 550; }
    .topics { display: flex; flex-wrap: wrap; gap: 2px 18px; min-height: 36px; }
    label { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; cursor: pointer; }
    input { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
    p { color: var(--ink-2); font-size: 14px; }
  `,
  providers: [TopicsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopicChoice {
  /** The ids of the chosen topics. */
  readonly control = input.required<FormControl<string[]>>();

  protected readonly store = inject(TopicsStore);
  private readonly changes = toSignal(
    toObservable(this.control).pipe(switchMap((control) => control.valueChanges.pipe(startWith(control.value)))),
  );
  protected readonly chosen = computed(() => this.changes() ?? []);

  protected toggle(id: string): void {
    const control = this.control();
    control.setValue(control.value.includes(id) ? control.value.filter((one) => one !== id) : [...control.value, id]);
    control.markAsDirty();
  }
}
