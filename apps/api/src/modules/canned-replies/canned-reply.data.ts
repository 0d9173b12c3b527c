import { allRows, type Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { CannedReply } from './canned-reply.entity';

/** What someone of the staff keeps for themselves to answer with. What is everybody's is the shop's. */
export const cannedReplyData = (database: Database): PersonalDataSource => ({
  name: 'cannedReplies',
  of: async ({ id }) => {
    const replies: object[] = [];
    for await (const { title, shortcut, body, createdAt } of allRows(database, CannedReply, { ownerId: id })) {
      replies.push({ title, shortcut, body, at: createdAt });
    }
    return replies;
  },
  erase: async ({ id }) => void (await database.manager.delete(CannedReply, { ownerId: id })),
});
