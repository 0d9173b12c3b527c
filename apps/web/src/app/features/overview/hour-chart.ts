import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { timeOfDay } from '../../ui';
import { ChartCard } from './chart-card';
import type { Hour } from './overview.store';
import { scaleOf } from './overview-words';

const WIDTH = 480;
const HEIGHT = 160;
/** How wide one hour is, and one of its two bars. */
const STEP = WIDTH / 24;
const BAR = 7;

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** What came and went in each of the last hours: two bars for each. */
@Component({
  selector: 'ccr-hour-chart',
  imports: [ChartCard],
  template: `
    <ccr-chart-card heading="Last 24 hours" [(asTable)]="asTable">
      @if (asTable()) {
        <div class="scroll" tabindex="0" role="region" aria-label="Raised and resolved, hour by hour">
          <table>
            <thead>
              <tr><th scope="col">From</th><th class="numbers" scope="col">Raised</th><th class="numbers" scope="col">Resolved</th></tr>
            </thead>
            <tbody>
              @for (hour of rows(); track hour.start) {
                <tr><th scope="row">{{ hour.words }}</th><td class="numbers">{{ hour.arrivals }}</td><td class="numbers">{{ hour.solved }}</td></tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <ul class="key" aria-hidden="true"><li class="arrivals">Raised {{ arrivals() }}</li><li class="solved">Resolved {{ solved() }}</li></ul>
        <svg role="img" [attr.viewBox]="box" [attr.aria-label]="summary()">
          @for (line of lines(); track line.y) {
            <line class="grid" x1="0" [attr.x2]="width" [attr.y1]="line.y" [attr.y2]="line.y" />
            <text class="scale" x="0" [attr.y]="line.y - 3">{{ line.value }}</text>
          }
          @for (bar of bars().arrivals; track bar.x) {
            <rect class="arrivals" [attr.x]="bar.x" [attr.y]="bar.y" [attr.width]="barWidth" [attr.height]="bar.height" rx="1.5" />
          }
          @for (bar of bars().solved; track bar.x) {
            <rect class="solved" [attr.x]="bar.x" [attr.y]="bar.y" [attr.width]="barWidth" [attr.height]="bar.height" rx="1.5" />
          }
          @for (mark of marks(); track mark.x) {
            <text class="mark" [attr.x]="mark.x" [attr.y]="height + 16">{{ mark.words }}</text>
          }
        </svg>
      }
    </ccr-chart-card>
  `,
  styleUrls: ['./figure-table.scss', './chart.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HourChart {
  readonly hours = input.required<readonly Hour[]>();

  protected readonly asTable = signal(false);
  protected readonly width = WIDTH;
  protected readonly height = HEIGHT;
  protected readonly barWidth = BAR;
  protected readonly box = `0 -14 ${WIDTH} ${HEIGHT + 34}`;

  protected readonly rows = computed(() => this.hours().map((hour) => ({ ...hour, words: timeOfDay(hour.start) })));
  protected readonly arrivals = computed(() => this.sum('arrivals'));
  protected readonly solved = computed(() => this.sum('solved'));
  protected readonly summary = computed(() => `In the last 24 hours ${this.arrivals()} raised and ${this.solved()} resolved.`);
  private readonly top = computed(() => scaleOf(Math.max(...this.hours().flatMap(({ arrivals, solved }) => [arrivals, solved]), 0)));
  protected readonly lines = computed(() => [0, this.top() / 2, this.top()].map((value) => ({ value, y: this.at(value) })));
  protected readonly bars = computed(() => ({ arrivals: this.barsOf('arrivals', 0), solved: this.barsOf('solved', BAR + 1) }));
  /** Every sixth hour is named. */
  protected readonly marks = computed(() =>
    this.rows().flatMap(({ words }, index) => (index % 6 === 0 ? [{ words, x: index * STEP + 2 }] : [])),
  );

  private sum(what: 'arrivals' | 'solved'): number {
    return this.hours().reduce((all, hour) => all + hour[what], 0);
  }

  private at(value: number): number {
    return HEIGHT - (value / this.top()) * HEIGHT;
  }

  private barsOf(what: 'arrivals' | 'solved', aside: number): Bar[] {
    return this.hours().map((hour, index) => ({ x: index * STEP + 2 + aside, y: this.at(hour[what]), height: HEIGHT - this.at(hour[what]) }));
  }
}
