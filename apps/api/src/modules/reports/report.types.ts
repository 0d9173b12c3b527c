import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../platform/paging';
import { User } from '../accounts';
import { Ticket } from '../tickets';

/** From how many of the last first replies the shop's median is taken. */
export const REPLY_SAMPLE = 1_000;
/** From how many of an agent's last tickets theirs is taken. */
export const AGENT_SAMPLE = 100;

@ObjectType({ description: 'What came to the desk in an hour, and what left it.', simpleResolvers: true })
export class DeskHour {
  @Field(() => Date, { description: 'When it began.' })
  start!: Date;

  @Field(() => Int, { description: 'How many tickets were raised.' })
  arrivals!: number;

  @Field(() => Int, { description: 'How many times a ticket was resolved.' })
  solved!: number;
}

/** How many wait in a topic. Its name is shown by `WaitingTopicResolver`. */
@ObjectType({ description: 'How many customers wait for the shop in a topic.', simpleResolvers: true })
export class TopicWaiting {
  topicId!: string | null;

  @Field(() => Int, { description: 'How many.' })
  waiting!: number;
}

/** What an admin looks at to see how the desk does. */
@ObjectType({ description: 'How the desk does. Days and hours are those of your time zone, else of UTC.', simpleResolvers: true })
export class DeskFigures {
  @Field(() => Int, { description: 'Tickets that are NEW.' })
  new!: number;

  @Field(() => Int, { description: 'Active tickets that nobody has.' })
  unassigned!: number;

  @Field(() => Int, { description: 'Active tickets whose customer waits for an answer.' })
  waitingForShop!: number;

  @Field(() => Int, { description: 'Active tickets that somebody has and whose customer has the answer.' })
  waitingForCustomer!: number;

  @Field(() => Int, {
    nullable: true,
    description: `The middle one of the times from a ticket to its first reply, in seconds: of the last 7 days, at most the last ${REPLY_SAMPLE}. Null without any.`,
  })
  medianFirstReplySeconds!: number | null;

  @Field(() => Int, { description: 'How many times a ticket was resolved today.' })
  solvedToday!: number;

  @Field(() => Float, { nullable: true, description: 'The mean of what customers gave in the last 30 days, from 1 to 5. Null without any.' })
  averageRating!: number | null;

  @Field(() => [DeskHour], { description: 'The last 24 hours, the current one last.' })
  hours!: DeskHour[];

  @Field(() => [TopicWaiting], { description: 'Where customers wait for the shop, the most first.' })
  waitingByTopic!: TopicWaiting[];

  @Field(() => [Ticket], { description: 'Those whose customers have waited longest for the shop: at most 5.' })
  oldestUnanswered!: Ticket[];
}

/** What one agent has to do, and how long they take. */
@ObjectType({ description: 'What one agent has to do, and how long they take.', simpleResolvers: true })
export class AgentWork {
  @Field(() => User, { description: 'The agent or admin.' })
  agent!: User;

  @Field(() => Int, { description: 'Active tickets that are assigned to them.' })
  active!: number;

  @Field(() => Int, { description: 'Those of them whose customer waits for an answer.' })
  waiting!: number;

  @Field(() => Int, { description: 'Tickets of theirs that were resolved today, and still are.' })
  resolvedToday!: number;

  @Field(() => Int, {
    nullable: true,
    description: `The middle one of the times from a ticket to its first reply, in seconds: of the last ${AGENT_SAMPLE} that they were the first to answer. Null without any.`,
  })
  medianFirstReplySeconds!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `The middle one of the times until a ticket was resolved, in seconds: of their last ${AGENT_SAMPLE}. Null without any.`,
  })
  medianResolutionSeconds!: number | null;
}

export const AgentWorkConnection = connectionOf<AgentWork>('AgentWork', () => AgentWork);
