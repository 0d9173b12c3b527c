import { ChangeDetectionStrategy, Component, Directive, computed, contentChild, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { NgControl } from '@angular/forms';
import { startWith, switchMap } from 'rxjs';

const SHOW_COUNT_FROM = 0.8;
let lastId = 0;

/** Marks the input, select or textarea of a `ccr-field`, and ties it to its label, hint and error. */
@Directive({
  selector: '[ccrControl]',
  host: {
    class: 'control',
    '[id]': 'id',
    '[attr.aria-invalid]': 'field.error() ? true : null',
    '[attr.aria-describedby]': 'field.describedBy()',
  },
})
export class FieldControl {
  protected readonly field = inject(Field);
  readonly id = `ccr-control-${++lastId}`;
  readonly control = inject(NgControl, { self: true });
}

/** A labelled field: label above, hint or error below, a counter near the limit. The room for a line is always kept. */
@Component({
  selector: 'ccr-field',
  templateUrl: './field.html',
  styleUrl: './field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly limit = input<number>();

  protected readonly child = contentChild.required(FieldControl);

  // The control is known only once the content is there; forms tell of changes by events, not by signals.
  private readonly changes = toSignal(
    toObservable(this.child).pipe(switchMap(({ control }) => (control.control?.events ?? []))).pipe(startWith(null)),
    { equal: () => false },
  );

  readonly error = computed(() => {
    this.changes();
    const control = this.child().control;
    // Passing through an empty field is no mistake yet.
    return control.touched && control.dirty ? ((control.errors?.['words'] as string | undefined) ?? null) : null;
  });

  readonly describedBy = computed(() => (this.below() ? `${this.child().id}-below` : null));

  protected readonly below = computed(() => this.error() ?? this.hint());

  protected readonly left = computed(() => {
    this.changes();
    const limit = this.limit();
    const length = String(this.child().control.value ?? '').length;
    return limit !== undefined && length >= limit * SHOW_COUNT_FROM ? limit - length : null;
  });
}
