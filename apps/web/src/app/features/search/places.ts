import type { Role } from '@ccr/domain';
import type { IconName } from '../../ui';

/** A page that one can go to. */
interface Place {
  readonly url: string;
  readonly words: string;
  readonly icon: IconName;
  /** Where the top bar has it: in the bar, there only as long as it is wide enough and else in the account's menu, or always in that. */
  readonly top?: 'bar' | 'wideBar' | 'menu';
}

const SEARCH: Place = { url: '/search', words: 'Search', icon: 'search' };
const TICKETS: Place = { url: '/tickets', words: 'Tickets', icon: 'forum', top: 'bar' };
const CANNED_REPLIES: Place = { url: '/canned-replies', words: 'Canned replies', icon: 'cannedReply', top: 'wideBar' };
const SEND_FEEDBACK: Place = { url: '/feedback', words: 'Send feedback', icon: 'feedback', top: 'menu' };
const ACCOUNT: readonly Place[] = [
  { url: '/account', words: 'Account', icon: 'person', top: 'menu' },
  { url: '/account/security', words: 'Security', icon: 'shield', top: 'menu' },
  { url: '/account/tokens', words: 'Access tokens', icon: 'key', top: 'menu' },
];

const PLACES: Readonly<Record<Role, readonly Place[]>> = {
  CUSTOMER: [
    { ...TICKETS, words: 'My tickets' },
    { url: '/tickets/new', words: 'Raise a ticket', icon: 'add' },
    SEARCH,
    ...ACCOUNT,
    SEND_FEEDBACK,
  ],
  AGENT: [TICKETS, SEARCH, CANNED_REPLIES, ...ACCOUNT, SEND_FEEDBACK],
  ADMIN: [
    TICKETS,
    SEARCH,
    { url: '/overview', words: 'Overview', icon: 'schedule', top: 'bar' },
    { url: '/people', words: 'People', icon: 'group', top: 'bar' },
    { url: '/topics', words: 'Topics', icon: 'note', top: 'wideBar' },
    CANNED_REPLIES,
    { url: '/audit', words: 'Audit', icon: 'history', top: 'wideBar' },
    { url: '/deliveries', words: 'Deliveries', icon: 'send', top: 'menu' },
    { url: '/webhooks', words: 'Webhooks', icon: 'webhook', top: 'menu' },
    ...ACCOUNT,
    // Admins read at the same address what the others send there.
    { ...SEND_FEEDBACK, words: 'Feedback' },
  ],
};

/** The pages of someone of that role. */
export const placesOf = (role: `${Role}` | undefined): readonly Place[] => (role ? PLACES[role] : []);

/** Those of them whose names have all that was typed. */
export function placesFor(role: `${Role}` | undefined, typed: string): readonly Place[] {
  const words = typed.toLocaleLowerCase().split(/\s+/);
  return placesOf(role).filter((place) => words.every((word) => place.words.toLocaleLowerCase().includes(word)));
}
