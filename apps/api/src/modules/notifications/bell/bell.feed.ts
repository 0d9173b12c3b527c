import type { Logger } from 'pino';
import type { Viewer } from '../../../platform/auth';
import { type LiveBus, LiveFeed } from '../../../platform/live';
import { liveTopic } from '../../tickets';
import type { BellQueries } from './bell.queries';
import { bellTopic } from './bell.topic';
import type { NotificationsChange } from './bell.types';

/** The stream behind the bell. */
export class BellFeed {
  constructor(
    private readonly queries: BellQueries,
    private readonly live: LiveBus,
    private readonly log: Logger,
  ) {}

  /** How many the viewer has not read, at once; then again with each new one, and whenever some of theirs were read. */
  of(viewer: Viewer): AsyncIterable<NotificationsChange> {
    // What wakes it may also be a ticket, or nothing in particular: neither is among the viewer's notifications.
    const pull = async (woken: ReadonlySet<string>): Promise<{ items: NotificationsChange[] }> => {
      const [unread, arrived] = await Promise.all([this.queries.unread(viewer.id), this.queries.byIds(viewer, [...woken])]);
      return { items: (arrived.length > 0 ? arrived : [null]).map((notification) => ({ unread, notification })) };
    };
    return new LiveFeed(this.live, { topics: [bellTopic(viewer.id), liveTopic.readsBy(viewer.id)], pull }, this.log);
  }
}
