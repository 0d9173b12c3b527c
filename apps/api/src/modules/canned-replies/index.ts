import type { Platform } from '../../platform/platform';
import type { PersonalDataSource } from '../accounts';
import { cannedReplyData } from './canned-reply.data';
import { CannedReply } from './canned-reply.entity';
import { CannedReplyResolver } from './canned-reply.resolver';
import { CannedReplyService } from './canned-reply.service';

export const cannedReplyEntities = [CannedReply];
export const cannedReplyResolvers = [CannedReplyResolver] as const;

/** What the staff keep to answer with. */
export interface CannedReplies {
  readonly cannedReplies: CannedReplyService;
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
}

export function createCannedReplies(platform: Platform): CannedReplies {
  const cannedReplies = new CannedReplyService(platform);
  return {
    cannedReplies,
    resolvers: [new CannedReplyResolver(cannedReplies)],
    dataSources: [cannedReplyData(platform.database)],
  };
}
