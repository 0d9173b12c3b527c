import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ChartCard } from './chart-card';
import type { WaitingTopic } from './overview.store';

/** Where customers wait for the shop: a bar for each topic, which leads to its tickets. */
@Component({
  selector: 'ccr-topic-chart',
  imports: [ChartCard, RouterLink],
  template: `
    <ccr-chart-card heading="Waiting by topic" [(asTable)]="asTable">
      @if (rows().length === 0) {
        <p class="empty">Nobody waits for an answer.</p>
      } @else if (asTable()) {
        <table>
          <thead>
            <tr><th scope="col">Topic</th><th class="numbers" scope="col">Waiting</th></tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.id) {
              <tr><th scope="row">{{ row.name }}</th><td class="numbers">{{ row.waiting }}</td></tr>
            }
          </tbody>
        </table>
      } @else {
        <ul class="bars">
          @for (row of rows(); track row.id) {
            <li>
              @if (row.id) {
                <a class="bar" routerLink="/tickets" [queryParams]="{ tab: 'waiting', topic: row.id }">
                  <span class="name">{{ row.name }}</span>
                  <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><rect [attr.width]="row.share" height="14" /></svg>
                  <span class="numbers">{{ row.waiting }}<span class="visually-hidden">&ngsp;waiting</span></span>
                </a>
              } @else {
                <div class="bar">
                  <span class="name">{{ row.name }}</span>
                  <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><rect [attr.width]="row.share" height="14" /></svg>
                  <span class="numbers">{{ row.waiting }}<span class="visually-hidden">&ngsp;waiting</span></span>
                </div>
              }
            </li>
          }
        </ul>
      }
    </ccr-chart-card>
  `,
  styleUrls: ['./figure-table.scss', './chart.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopicChart {
  readonly topics = input.required<readonly WaitingTopic[]>();

  protected readonly asTable = signal(false);
  protected readonly rows = computed(() => {
    const most = Math.max(...this.topics().map(({ waiting }) => waiting), 1);
    return this.topics().map(({ topic, waiting }) => ({ id: topic?.id ?? '', name: topic?.name ?? 'No topic', waiting, share: (100 * waiting) / most }));
  });
}
