import { ChangeDetectionStrategy, Component, ViewEncapsulation, input } from '@angular/core';

/**
 * A text that the server has rendered, with its lists, quotes and links. Angular goes through it once more, so that
 * nothing in it runs whatever the server says.
 */
@Component({
  selector: 'ccr-rich-text',
  template: '',
  styleUrl: './rich-text.scss',
  // What is put in as HTML has none of the marks that styles of one component alone go by.
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[innerHTML]': 'html()' },
})
export class RichText {
  readonly html = input.required<string>();
}
