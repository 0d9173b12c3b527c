import type { SecretKey } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { UserError } from '../../../platform/errors';
import { User } from '../../accounts';
import type { NewsKind } from '../news-kind';
import type { NotificationChoices } from '../notification-choices.service';
import { NotificationChannel } from '../notification.channel';
import { subscriptionOf } from './unsubscribe.token';

/** Whether somebody has a kind of news by mail, as far as whoever holds the link of a mail may know. */
export interface MailChoice {
  readonly kind: NewsKind;
  readonly mail: boolean;
  /** Their address, so that they know it again; nobody else learns it. */
  readonly email: string;
}

const masked = (email: string): string => email.replace(/^(.).*(?=@)/su, '$1…');

/** What the link at the end of a mail does: the link alone is the right to it. */
export class Unsubscribing {
  constructor(
    private readonly database: Database,
    private readonly secrets: Pick<SecretKey, 'signedText'>,
    private readonly choices: NotificationChoices,
  ) {}

  /** Null when the link is not one of ours, or its person has no account any more. */
  async find(token: string): Promise<MailChoice | null> {
    const link = subscriptionOf(this.secrets, token);
    const user = link && (await this.database.repository(User).findOneBy({ id: link.userId }));
    if (!link || !user || user.erasedAt !== null) return null;
    const channels = (await this.choices.wanted([user.id], link.kind))(user.id);
    return { kind: link.kind, mail: channels.includes(NotificationChannel.MAIL), email: masked(user.email) };
  }

  /** Chooses for them; being told twice does no more. @throws UserError NOT_FOUND as `find` knows nothing. */
  async choose(token: string, mail: boolean): Promise<MailChoice> {
    const link = subscriptionOf(this.secrets, token);
    if (!link) throw unknownLink();
    return this.database.unitOfWork(async () => {
      const user = await this.database.findAndLock(User, { id: link.userId });
      if (!user || user.erasedAt !== null) throw unknownLink();
      await this.choices.keep(user.id, { kind: link.kind, mail });
      return { kind: link.kind, mail, email: masked(user.email) };
    });
  }
}

const unknownLink = (): UserError => new UserError('NOT_FOUND', 'This link is not whole. Open it in the mail once more.');
