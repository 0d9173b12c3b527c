import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@ccr/domain';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../../ui/form';

/** The name of a topic, new or another one. What is typed stays when it could not be saved. */
@Component({
  selector: 'ccr-topic-name-form',
  imports: [Field, FieldControl, MatButton, ProblemNote, ReactiveFormsModule],
  template: `
    <form novalidate [formGroup]="form()" (ngSubmit)="submit()">
      <ccr-field [label]="label()">
        <input ccrControl type="text" formControlName="name" autocomplete="off" [maxlength]="max" />
      </ccr-field>
      <div class="buttons">
        <button matButton="filled" type="submit" [attr.aria-busy]="busy()">{{ busy() ? 'Saving…' : yes() }}</button>
        @if (canCancel()) {
          <button matButton type="button" (click)="cancelled.emit()">Cancel</button>
        }
      </div>
      @if (problem()) {
        <ccr-problem-note [text]="problem()" />
      }
    </form>
  `,
  styles: `
    form { display: flex; flex-wrap: wrap; gap: 0 10px; }
    ccr-field { flex: 1 1 240px; }
    .buttons { display: flex; gap: 4px; padding-top: 26px; }
    ccr-problem-note { flex: 1 0 100%; margin-bottom: 12px; }
    @media (max-width: 479px) { .buttons { padding: 0 0 12px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopicNameForm {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly label = input.required<string>();
  readonly yes = input.required<string>();
  readonly name = input('');
  readonly canCancel = input(false);
  readonly save = input.required<(name: string) => Promise<void>>();
  readonly saved = output();
  readonly cancelled = output();

  protected readonly max = LIMITS.topic.name;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  private readonly before = linkedSignal(this.name);
  protected readonly form = computed(
    () => new FormGroup({ name: new FormControl(this.before(), { nonNullable: true, validators: worded.required('Enter a name.') }) }),
  );

  protected async submit(): Promise<void> {
    const form = this.form();
    if (this.busy() || !isReady(form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.save()(form.getRawValue().name.trim());
      form.reset();
      this.saved.emit();
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(form, problem.issues, this.host)) this.problem.set(problem.reason);
    } finally {
      this.busy.set(false);
    }
  }
}
