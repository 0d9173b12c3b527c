import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Quote } from './quote';

/** The beginning of a message that is answered. */
@Component({
  selector: 'ccr-quote-block',
  template: `
    <span class="author">{{ quote().author }}<span class="visually-hidden">:&ngsp;</span></span>
    <span class="words" dir="auto">{{ quote().body }}</span>
  `,
  styles: `
    :host { display: block; min-width: 0; padding: 4px 10px; border-inline-start: 3px solid currentcolor; border-radius: 4px; font-size: 14px; line-height: 20px; }
    .author { display: block; font-weight: 650; }
    .words { display: -webkit-box; overflow: hidden; overflow-wrap: anywhere; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QuoteBlock {
  readonly quote = input.required<Quote>();
}
