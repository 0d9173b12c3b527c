import type { Role } from '@ccr/domain';
import { registerEnumType } from 'type-graphql';
import { NotificationChannel } from './notification.channel';

/** A kind of news that people choose how to be told of. */
export enum NewsKind {
  TICKET_RAISED = 'TICKET_RAISED',
  TICKET_OFFERED = 'TICKET_OFFERED',
  AGENT_ASSIGNED = 'AGENT_ASSIGNED',
  TICKET_ASSIGNED_TO_YOU = 'TICKET_ASSIGNED_TO_YOU',
  REPLY_RECEIVED = 'REPLY_RECEIVED',
  STATUS_CHANGED = 'STATUS_CHANGED',
  TICKET_CLOSED = 'TICKET_CLOSED',
  TICKET_RATED = 'TICKET_RATED',
  FEEDBACK_ANSWERED = 'FEEDBACK_ANSWERED',
  WEBHOOK_PAUSED = 'WEBHOOK_PAUSED',
}

registerEnumType(NewsKind, {
  name: 'NewsKind',
  description: "A kind of news that you choose how to be told of. News on the account's own safety always comes by mail.",
  valuesConfig: {
    TICKET_RAISED: { description: 'Your ticket has come in. For customers.' },
    TICKET_OFFERED: { description: 'A ticket that nobody has came in: for agents, in one of their topics; for admins, where no agent is expert. For staff.' },
    AGENT_ASSIGNED: { description: 'Your ticket has an expert. For customers.' },
    TICKET_ASSIGNED_TO_YOU: { description: 'You answer for a ticket. For staff.' },
    REPLY_RECEIVED: { description: 'Somebody replied in your ticket. By mail only when it is not read within two minutes.' },
    STATUS_CHANGED: { description: 'Your ticket waits for you, is resolved, or is open again; for staff: somebody else has moved a ticket that is assigned to them.' },
    TICKET_CLOSED: { description: 'Your ticket is closed. For customers.' },
    TICKET_RATED: { description: 'A customer has rated the help: for agents, on a ticket assigned to them. For staff.' },
    FEEDBACK_ANSWERED: { description: 'Your feedback has an answer. For customers and agents.' },
    WEBHOOK_PAUSED: { description: 'A webhook was paused because its target does not answer. For admins.' },
  },
});

const { MAIL, IN_APP, PUSH, SMS } = NotificationChannel;

/** Over which channels each kind can be had, and whether it comes there until the person chooses otherwise. */
export const NEWS_CHANNELS: Readonly<Record<NewsKind, Partial<Record<NotificationChannel, boolean>>>> = {
  TICKET_RAISED: { [MAIL]: true },
  TICKET_OFFERED: { [MAIL]: false, [IN_APP]: true, [PUSH]: false },
  AGENT_ASSIGNED: { [MAIL]: true, [IN_APP]: true, [PUSH]: true, [SMS]: false },
  TICKET_ASSIGNED_TO_YOU: { [MAIL]: true, [IN_APP]: true, [PUSH]: true, [SMS]: false },
  REPLY_RECEIVED: { [MAIL]: true, [IN_APP]: true, [PUSH]: true },
  STATUS_CHANGED: { [MAIL]: true, [IN_APP]: true, [SMS]: false },
  TICKET_CLOSED: { [MAIL]: true, [IN_APP]: true },
  TICKET_RATED: { [MAIL]: false, [IN_APP]: true },
  FEEDBACK_ANSWERED: { [MAIL]: true, [IN_APP]: true },
  WEBHOOK_PAUSED: { [MAIL]: true, [IN_APP]: true },
};

const {
  TICKET_RAISED, TICKET_OFFERED, AGENT_ASSIGNED, TICKET_ASSIGNED_TO_YOU, REPLY_RECEIVED,
  STATUS_CHANGED, TICKET_CLOSED, TICKET_RATED, FEEDBACK_ANSWERED, WEBHOOK_PAUSED,
} = NewsKind;

const NEWS_FOR: Record<Role, readonly NewsKind[]> = {
  CUSTOMER: [TICKET_RAISED, AGENT_ASSIGNED, REPLY_RECEIVED, STATUS_CHANGED, TICKET_CLOSED, FEEDBACK_ANSWERED],
  AGENT: [TICKET_OFFERED, TICKET_ASSIGNED_TO_YOU, REPLY_RECEIVED, STATUS_CHANGED, TICKET_RATED, FEEDBACK_ANSWERED],
  ADMIN: [TICKET_OFFERED, TICKET_ASSIGNED_TO_YOU, REPLY_RECEIVED, STATUS_CHANGED, TICKET_RATED, WEBHOOK_PAUSED],
};

/** The news that someone of that role gets. */
export const newsFor = (role: Role): readonly NewsKind[] => NEWS_FOR[role];
