import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Clock } from './clock';
import { exactTime, timeAgo } from './words';

/** "5 min ago", kept true, with the exact time as its title. */
@Component({
  selector: 'ccr-time-ago',
  template: `<time [attr.datetime]="at()" [title]="exact()">{{ words() }}</time>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeAgo {
  private readonly clock = inject(Clock);

  readonly at = input.required<string>();

  protected readonly words = computed(() => timeAgo(this.at(), this.clock.now()));
  protected readonly exact = computed(() => exactTime(this.at()));
}
