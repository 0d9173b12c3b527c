import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState, Icon, type IconName, ProblemNote, Skeleton, TimeAgo } from '../../ui';
import { AgentLoad } from './agent-load';
import { HourChart } from './hour-chart';
import { type Figures, OverviewStore } from './overview.store';
import { durationWords } from './overview-words';
import { TopicChart } from './topic-chart';

/** One figure, and where the tickets behind it are. */
interface Figure {
  readonly icon: IconName;
  readonly label: string;
  readonly value: string;
  readonly about: string;
  readonly look: Readonly<Record<string, string>>;
}

/** The figures of the day; each leads to the list of the tickets that it is made of. */
function figuresOf(figures: Figures): Figure[] {
  const { averageRating: rating } = figures;
  return [
    { icon: 'add', label: 'New', value: String(figures.new), about: 'not given to anybody', look: { tab: 'all', status: 'NEW' } },
    { icon: 'finding', label: 'Unassigned', value: String(figures.unassigned), about: 'active, with nobody to answer', look: { tab: 'unassigned' } },
    { icon: 'schedule', label: 'Waiting for us', value: String(figures.waitingForShop), about: `${figures.waitingForCustomer} wait for the customer`, look: { tab: 'waiting' } },
    { icon: 'reply', label: 'First reply', value: durationWords(figures.medianFirstReplySeconds), about: 'median of 7 days', look: { tab: 'waiting', sort: 'due' } },
    { icon: 'solved', label: 'Resolved', value: String(figures.solvedToday), about: 'today', look: { tab: 'closed' } },
    { icon: 'star', label: 'Rating', value: rating === null ? '–' : rating.toFixed(1), about: 'of 5, in 30 days', look: { tab: 'closed', sort: 'active' } },
  ];
}

/** How the desk does today, for admins: what waits, what comes and goes, who has how much, who has waited longest. */
@Component({
  selector: 'ccr-overview-page',
  imports: [AgentLoad, EmptyState, HourChart, Icon, MatButton, ProblemNote, RouterLink, Skeleton, TimeAgo, TopicChart],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.scss',
  providers: [OverviewStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewPage {
  protected readonly store = inject(OverviewStore);
  protected readonly row = computed(() => {
    const figures = this.store.figures();
    return figures ? figuresOf(figures) : [];
  });
  /** Nothing has happened in the shop that could be shown. */
  protected readonly isNew = computed(() => {
    const figures = this.store.figures();
    if (!figures) return false;
    const { waitingForShop, waitingForCustomer, solvedToday, medianFirstReplySeconds, hours } = figures;
    const numbers = [figures.new, figures.unassigned, waitingForShop, waitingForCustomer, solvedToday, ...hours.map(({ arrivals }) => arrivals)];
    const worked = this.store.agents()?.some(({ active, medianResolutionSeconds }) => active > 0 || medianResolutionSeconds !== null);
    return !worked && medianFirstReplySeconds === null && numbers.every((number) => number === 0);
  });
}
