import type { Platform } from '../../platform/platform';
import type { PersonalDataSource } from '../accounts';
import type { Tickets } from '../tickets';
import { AgentTime } from './agent-time.entity';
import { DeskFlow } from './desk-flow.entity';
import { reportData } from './report.data';
import { ReportQueries } from './report.queries';
import { ReportRecorder } from './report.recorder';
import { ReportResolver, WaitingTopicResolver } from './report.resolver';

export const reportEntities = [AgentTime, DeskFlow];
export const reportResolvers = [ReportResolver, WaitingTopicResolver] as const;

/** How the desk does. */
export interface Reports {
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
}

export function createReports({ database, replicas, events, clock }: Platform, { counts }: Tickets): Reports {
  const recorder = new ReportRecorder(database);
  events.alongside((stream, event, before) => recorder.record(stream, event, before));
  return {
    resolvers: [new ReportResolver(new ReportQueries(database, replicas, clock, counts)), new WaitingTopicResolver()],
    dataSources: [reportData(database)],
  };
}
