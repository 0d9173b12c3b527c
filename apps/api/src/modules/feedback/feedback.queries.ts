import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { type Connection, newestFirst, type PageArgs } from '../../platform/paging';
import { Feedback } from './feedback.entity';

/** Reads feedback, the newest first. */
export class FeedbackQueries {
  constructor(private readonly database: Database) {}

  /** What everybody has sent, or that part of it. */
  all({ done }: { readonly done?: boolean | null | undefined }, args: PageArgs): Promise<Connection<Feedback>> {
    return newestFirst(this.database.repository(Feedback), done == null ? {} : { done }, args);
  }

  /** What the viewer has sent. */
  own({ id: authorId }: Viewer, args: PageArgs): Promise<Connection<Feedback>> {
    return newestFirst(this.database.repository(Feedback), { authorId }, args);
  }
}
