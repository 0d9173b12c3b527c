import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

/** Where one types what to look for in what is shown below it. */
@Component({
  selector: 'ccr-search-box',
  template: `
    <input
      #box
      class="control"
      type="search"
      [attr.aria-label]="label()"
      [placeholder]="label()"
      autocomplete="off"
      [value]="text()"
      (input)="text.set(box.value)"
    />
  `,
  styles: ':host { display: block; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchBox {
  readonly label = input.required<string>();
  readonly text = model.required<string>();
}
