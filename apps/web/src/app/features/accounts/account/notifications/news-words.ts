import type { NewsKind, Role } from '#graphql';

interface NewsWords {
  readonly name: string;
  readonly detail: string;
}

/** What each kind of news is about, as people read it. */
export const NEWS_WORDS: Readonly<Record<NewsKind, NewsWords>> = {
  TICKET_RAISED: { name: 'Your ticket is in', detail: 'A mail with its reference, when you have raised a ticket.' },
  AGENT_ASSIGNED: { name: 'An expert has your ticket', detail: 'When someone takes it on.' },
  TICKET_ASSIGNED_TO_YOU: { name: 'A ticket is assigned to you', detail: 'When an admin gives you a ticket.' },
  REPLY_RECEIVED: { name: 'Somebody replied', detail: 'By mail when you have not read it within two minutes.' },
  STATUS_CHANGED: { name: 'Your ticket moves on', detail: 'When it waits for you, is resolved, or is open again.' },
  TICKET_CLOSED: { name: 'Your ticket is closed', detail: 'When it has ended for good.' },
  TICKET_OFFERED: { name: 'A ticket waits for someone', detail: 'When one comes in that nobody has yet.' },
  TICKET_RATED: { name: 'The help was rated', detail: 'When a customer has said how it was.' },
  WEBHOOK_PAUSED: { name: 'A webhook was paused', detail: 'When its target does not answer.' },
  FEEDBACK_ANSWERED: { name: 'Your feedback has an answer', detail: 'When an admin answers what you told us.' },
};

/** Where the staff are told something else by it. */
const FOR_STAFF: Partial<Record<NewsKind, NewsWords>> = {
  STATUS_CHANGED: { name: 'Your ticket was moved', detail: 'When somebody else has moved a ticket that is assigned to you.' },
};

/** What a kind of news is about for someone of that role. */
export const newsWords = (kind: NewsKind, role: Role | undefined): NewsWords =>
  (role && role !== 'CUSTOMER' ? FOR_STAFF[kind] : undefined) ?? NEWS_WORDS[kind];
