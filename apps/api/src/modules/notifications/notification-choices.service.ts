import { In } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { badInput } from '../../platform/errors';
import { lockViewer } from '../accounts';
import { NEWS_CHANNELS, type NewsKind, newsFor } from './news-kind';
import { NotificationChoiceRow } from './notification-choice.entity';
import { NotificationChannel } from './notification.channel';

/** What each channel is called among the choices. */
const NAMES = { [NotificationChannel.MAIL]: 'mail', [NotificationChannel.IN_APP]: 'inApp', [NotificationChannel.PUSH]: 'push', [NotificationChannel.SMS]: 'sms' } as const;
const CHANNELS = Object.values(NotificationChannel);

type Name = (typeof NAMES)[NotificationChannel];

/** What a person wants of one kind of news; null where it is not offered over that channel. */
export type Choice = { readonly kind: NewsKind; readonly mail: boolean } & Readonly<Record<Exclude<Name, 'mail'>, boolean | null>>;

/** What a person chooses; what is left out stays as it is. */
export type Change = { readonly kind: NewsKind } & { readonly [name in Name]?: boolean | null | undefined };

/** Whether news of the kind comes over the channel to whom this row is of; to who has none, it comes as it does to everybody. */
const comes = (kind: NewsKind, channel: NotificationChannel, row: NotificationChoiceRow | undefined): boolean | null => {
  const byDefault = NEWS_CHANNELS[kind][channel];
  return byDefault === undefined ? null : (row?.[NAMES[channel]] ?? byDefault);
};

const choiceOf = (kind: NewsKind, row: NotificationChoiceRow | undefined): Choice => {
  const { MAIL, IN_APP, PUSH, SMS } = NotificationChannel;
  return { kind, mail: comes(kind, MAIL, row) === true, inApp: comes(kind, IN_APP, row), push: comes(kind, PUSH, row), sms: comes(kind, SMS, row) };
};

/** Who wants which news over which channels. */
export class NotificationChoices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of all the news that the viewer gets. */
  async of({ id, role }: Viewer): Promise<Choice[]> {
    const rows = await this.database.repository(NotificationChoiceRow).findBy({ userId: id });
    const chosen = new Map(rows.map((row) => [row.kind, row]));
    return newsFor(role).map((kind) => choiceOf(kind, chosen.get(kind)));
  }

  /** @throws UserError BAD_USER_INPUT when the viewer gets no such news, not over that channel, or chooses nothing. */
  async set(viewer: Viewer, change: Change): Promise<Choice> {
    const { kind } = change;
    if (!newsFor(viewer.role).includes(kind)) throw badInput('input.kind', `You get no such news. Choose one of ${newsFor(viewer.role).join(', ')}.`);
    const chosen = CHANNELS.filter((channel) => change[NAMES[channel]] != null);
    if (chosen.length === 0) throw badInput('input', `Choose at least one of ${CHANNELS.map((channel) => NAMES[channel]).join(', ')}.`);
    const wrong = chosen.find((channel) => NEWS_CHANNELS[kind][channel] === undefined);
    if (wrong) throw badInput(`input.${NAMES[wrong]}`, 'This news does not come that way.');
    return this.database.unitOfWork(async () => {
      await lockViewer(this.database, viewer);
      return this.keep(viewer.id, change);
    });
  }

  /** Keeps what somebody wants, in the caller's unit of work, in which that person is held. */
  async keep(userId: string, { kind, ...change }: Change): Promise<Choice> {
    const known = (await this.database.repository(NotificationChoiceRow).findOneBy({ userId, kind })) ?? undefined;
    const row = Object.assign(new NotificationChoiceRow(), { userId, kind, updatedAt: this.clock.now() });
    for (const channel of CHANNELS) row[NAMES[channel]] = change[NAMES[channel]] ?? comes(kind, channel, known) ?? false;
    await this.database.manager.save(row);
    return choiceOf(kind, row);
  }

  /** Says over which channels each of these people wants news of the kind. */
  async wanted(userIds: readonly string[], kind: NewsKind): Promise<(userId: string) => NotificationChannel[]> {
    const rows = await this.database.repository(NotificationChoiceRow).findBy({ userId: In([...userIds]), kind });
    const chosen = new Map(rows.map((row) => [row.userId, row]));
    return (userId) => CHANNELS.filter((channel) => comes(kind, channel, chosen.get(userId)));
  }
}
