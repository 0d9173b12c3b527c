import type { Clock } from '../clock';
import type { Database } from '../database';
import type { Metrics } from '../metrics';
import { backlog } from '../queue';
import { EventRow } from './event.entity';

/** Tells how far the dispatchers of all processes are behind what was recorded. */
export function watchEvents(metrics: Metrics, database: Database, clock: Clock): void {
  metrics.slowGauges(
    [
      { name: 'ccr_events_waiting', help: 'Events of which not every handler has been told. The same in every process.' },
      { name: 'ccr_event_lag_seconds', help: 'How long ago the oldest of these events was recorded; 0 without one. The same in every process.' },
    ],
    async () => {
      const untold = database.repository(EventRow).createQueryBuilder('event').where('event.dueAt IS NOT NULL');
      const { waiting, seconds } = await backlog(untold, { since: 'event.at', now: clock.now() });
      return { ccr_events_waiting: [{ value: waiting }], ccr_event_lag_seconds: [{ value: seconds }] };
    },
  );
}
