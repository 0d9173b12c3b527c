import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Where a webhook or a delivery stands: colour and word together. */
@Component({
  selector: 'ccr-state-chip',
  template: `<span [class]="tone()">{{ words() }}</span>`,
  styleUrl: './state-chip.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StateChip {
  readonly tone = input.required<'good' | 'waiting' | 'bad'>();
  readonly words = input.required<string>();
}
