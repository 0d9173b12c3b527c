import { MoreThanOrEqual } from 'typeorm';
import type { Database } from '../../platform/database';
import { Rating } from './rating.entity';

/** The mean of what customers gave, or last changed, since then; null without any. */
export const averageRating = (database: Database, since: Date): Promise<number | null> =>
  database.repository(Rating).average('score', { updatedAt: MoreThanOrEqual(since) });
