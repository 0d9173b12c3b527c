import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type GraphqlContext, type SignedInContext } from '../../platform/graphql';
import { type Connection } from '../../platform/paging';
import { Topic } from '../topics';
import type { ReportQueries } from './report.queries';
import { type AgentWork, AgentWorkConnection, DeskFigures, TopicWaiting } from './report.types';

@Resolver()
export class ReportResolver {
  constructor(private readonly queries: ReportQueries) {}

  @Authorized('report.read')
  @Query(() => DeskFigures, { description: 'How the desk does. For admins.' })
  deskFigures(@Ctx() { viewer }: SignedInContext): Promise<DeskFigures> {
    return this.queries.figures(viewer);
  }

  @Authorized('report.read')
  @Query(() => AgentWorkConnection, { description: 'What those who answer have to do, in the order in which they joined. For admins.' })
  agentWork(
    @Ctx() { viewer }: SignedInContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
  ): Promise<Connection<AgentWork>> {
    return this.queries.work(viewer, { first, after });
  }
}

@Resolver(() => TopicWaiting)
export class WaitingTopicResolver {
  @FieldResolver(() => Topic, { nullable: true, description: 'The topic; null for tickets without one.' })
  topic(@Root() { topicId }: TopicWaiting, @Ctx() { loaders }: GraphqlContext): Promise<Topic | null> {
    return topicId === null ? Promise.resolve(null) : loaders.byId(Topic, topicId);
  }
}
