import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { OverviewQuery } from '#graphql';
import { OverviewDocument } from '#graphql/overview';
import { exhaustMap, merge, switchMap, throttleTime } from 'rxjs';
import { Api, LOADING, LiveSocket, type Load } from '../../data';
import { TicketFeed } from '../tickets';

export type Figures = OverviewQuery['deskFigures'];
export type Hour = Figures['hours'][number];
export type WaitingTopic = Figures['waitingByTopic'][number];
export type AgentWork = OverviewQuery['agentWork']['nodes'][number];

/** Each figure is made of many tickets, of which something changes all the time. */
const NOT_OFTENER_THAN = 5_000;

/** How the desk does: asked for again when a ticket changed, every five seconds at most. */
@Injectable()
export class OverviewStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<OverviewQuery>>;

  readonly figures = computed(() => this.load().data?.deskFigures);
  /** Those who have the most to do first. */
  readonly agents = computed(() => this.load().data?.agentWork.nodes.toSorted((a, b) => b.active - a.active || a.agent.name.localeCompare(b.agent.name)));
  readonly hasMoreAgents = computed(() => this.load().data?.agentWork.pageInfo.hasNextPage ?? false);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  constructor() {
    this.load = toSignal(toObservable(this.attempt).pipe(switchMap(() => this.api.watch(OverviewDocument, {}))), { initialValue: LOADING });
    merge(inject(TicketFeed).changed, inject(LiveSocket).reconnected)
      .pipe(
        throttleTime(NOT_OFTENER_THAN, undefined, { leading: true, trailing: true }),
        // What is on the screen stays; the next change asks again.
        exhaustMap(() => this.api.query(OverviewDocument, {}).catch(() => null)),
        takeUntilDestroyed(),
      )
      .subscribe();
  }

  retry(): void {
    this.attempt.update((count) => count + 1);
  }
}
