import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Avatar } from '../../ui';
import type { AgentWork } from './overview.store';
import { durationWords } from './overview-words';

/** What each agent has to do, and how long they take: a table, on a phone a card for each. */
@Component({
  selector: 'ccr-agent-load',
  imports: [Avatar, RouterLink],
  template: `
    <!-- The roles are said because a table that is drawn as cards is no table to some screen readers. -->
    <table class="card" role="table" aria-label="Agents by load">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Agent</th>
          <th class="numbers" role="columnheader" scope="col">Active</th>
          <th class="numbers" role="columnheader" scope="col">Waiting for them</th>
          <th class="numbers" role="columnheader" scope="col">Resolved today</th>
          <th class="numbers" role="columnheader" scope="col">First reply</th>
          <th class="numbers" role="columnheader" scope="col">Until resolved</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        @for (row of rows(); track row.agent.id) {
          <tr role="row">
            <th role="rowheader" scope="row">
              <span class="person"><ccr-avatar [name]="row.agent.name" /><a routerLink="/tickets" [queryParams]="{ tab: 'active', assignee: row.agent.id }">{{ row.agent.name }}</a></span>
            </th>
            <td class="numbers" role="cell" data-label="Active">{{ row.active }}</td>
            <td class="numbers" role="cell" data-label="Waiting for them" [class.late]="row.waiting > 0">{{ row.waiting }}</td>
            <td class="numbers" role="cell" data-label="Resolved today">{{ row.resolvedToday }}</td>
            <td class="numbers" role="cell" data-label="First reply">{{ row.firstReply }}</td>
            <td class="numbers" role="cell" data-label="Until resolved">{{ row.untilSolved }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styleUrls: ['./figure-table.scss', './agent-load.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgentLoad {
  readonly agents = input.required<readonly AgentWork[]>();

  protected readonly rows = computed(() =>
    this.agents().map((work) => ({
      ...work,
      firstReply: durationWords(work.medianFirstReplySeconds),
      untilSolved: durationWords(work.medianResolutionSeconds),
    })),
  );
}
