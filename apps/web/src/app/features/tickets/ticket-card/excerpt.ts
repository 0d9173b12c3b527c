import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A piece of a text, and whether it is what was looked for. */
interface Part {
  readonly text: string;
  readonly match: boolean;
}

/** A piece of a text in which what was looked for is marked. */
@Component({
  selector: 'ccr-excerpt',
  template: `@for (part of parts(); track $index) {@if (part.match) {<mark>{{ part.text }}</mark>} @else {<span>{{ part.text }}</span>}}`,
  styles: `
    mark { border-radius: 3px; background: var(--accent-soft); color: var(--on-accent-soft); font-weight: 650; }
    @media (forced-colors: active) { mark { background: Mark; color: MarkText; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Excerpt {
  readonly parts = input.required<readonly Part[]>();
}
