import { CANNED_REPLY_VARIABLES, LIMITS, unknownVariables } from '@ccr/domain';
import { IsNull } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import { isDuplicate } from '../../platform/database';
import { badInput, forbidden, notFound, UserError } from '../../platform/errors';
import type { Platform } from '../../platform/platform';
import { lockViewer } from '../accounts';
import { CannedReply, scopeOf } from './canned-reply.entity';
import { mayShare, seesReply } from './canned-reply.policy';

/** What is in a canned reply. */
export interface CannedReplyWords {
  readonly title: string;
  readonly shortcut: string;
  readonly body: string;
}

/** A canned reply to be made. */
export interface NewCannedReply extends CannedReplyWords {
  readonly shared: boolean;
  readonly clientMutationId?: string | null | undefined;
}

const { perPerson } = LIMITS.cannedReply;
const TAKEN = badInput('input.shortcut', 'There is a canned reply with this shortcut already. Choose another one.');
/** People read them by title, the same on every engine. */
const { compare } = new Intl.Collator('en');

const written = ({ title, shortcut, body }: CannedReplyWords): CannedReplyWords => ({ title: title.trim(), shortcut, body: body.trim() });

function insistOnVariables(body: string): void {
  const [unknown] = unknownVariables(body);
  if (unknown === undefined) return;
  const known = CANNED_REPLY_VARIABLES.map((name) => `{{${name}}}`).join(', ');
  throw badInput('input.body', `There is nothing to fill {{${unknown}}} with. You can use ${known}.`);
}

/** The texts that the staff keep to answer with: each their own, and those that admins keep for everybody. */
export class CannedReplyService {
  constructor(private readonly platform: Pick<Platform, 'database' | 'idempotency' | 'clock'>) {}

  /** The viewer's own and everybody's, by title. */
  async list({ id }: Viewer): Promise<CannedReply[]> {
    const replies = await this.platform.database.repository(CannedReply).findBy([{ ownerId: id }, { ownerId: IsNull() }]);
    return replies.sort((one, other) => compare(one.title, other.title));
  }

  /**
   * @throws UserError FORBIDDEN when it is to be everybody's and the viewer is no admin, BAD_USER_INPUT when the shortcut
   * is taken or the text has an unknown variable, CONFLICT when there are as many as there may be, NOT_FOUND when the one
   * that was made with this clientMutationId is gone by now.
   */
  async create(viewer: Viewer, { shared, clientMutationId, ...words }: NewCannedReply): Promise<CannedReply> {
    if (shared && !mayShare(viewer)) throw forbidden();
    insistOnVariables(words.body);
    const attempt = { viewer, operation: 'createCannedReply', clientMutationId };
    const id = await this.platform.idempotency.once(attempt, (id) => this.insert(id, viewer, shared ? null : viewer.id, words));
    const made = await this.platform.database.repository(CannedReply).findOneBy({ id });
    if (!made) throw notFound('canned reply');
    return made;
  }

  /** @throws UserError NOT_FOUND for somebody else's, FORBIDDEN for everybody's when the viewer is no admin, BAD_USER_INPUT. */
  update(viewer: Viewer, id: string, words: CannedReplyWords): Promise<CannedReply> {
    return this.change(viewer, id, async (reply) => {
      insistOnVariables(words.body);
      const changes = { ...written(words), updatedAt: this.platform.clock.now() };
      await this.unlessTaken(() => this.platform.database.manager.update(CannedReply, { id: reply.id }, changes));
      Object.assign(reply, changes);
    });
  }

  /** @throws UserError NOT_FOUND for somebody else's, FORBIDDEN for everybody's when the viewer is no admin. */
  async delete(viewer: Viewer, id: string): Promise<void> {
    await this.change(viewer, id, async (reply) => void (await this.platform.database.manager.delete(CannedReply, { id: reply.id })));
  }

  private change(viewer: Viewer, id: string, work: (reply: CannedReply) => Promise<void>): Promise<CannedReply> {
    const { database } = this.platform;
    return database.unitOfWork(async () => {
      const reply = await database.findAndLock(CannedReply, { id });
      if (!reply || reply.id !== id || !seesReply(viewer, reply)) throw notFound('canned reply');
      if (reply.shared && !mayShare(viewer)) throw forbidden();
      await work(reply);
      return reply;
    });
  }

  private async insert(id: string, viewer: Viewer, ownerId: string | null, words: CannedReplyWords): Promise<void> {
    const { database, clock } = this.platform;
    await lockViewer(database, viewer); // or two at once would both find room for one more
    const scope = scopeOf(ownerId);
    if ((await database.repository(CannedReply).countBy({ scope })) >= perPerson) {
      throw new UserError('CONFLICT', `There are ${perPerson} canned replies. Delete one that is not needed any more.`);
    }
    const now = clock.now();
    const reply = Object.assign(new CannedReply(), { id, ownerId, scope, ...written(words), createdAt: now, updatedAt: now });
    await this.unlessTaken(() => database.manager.insert(CannedReply, reply));
  }

  /** Someone may be faster: the index decides. */
  private async unlessTaken(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      throw isDuplicate(error) ? TAKEN : error;
    }
  }
}
