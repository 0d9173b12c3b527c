import { Role } from '@ccr/domain';

interface EmptyWords {
  readonly title: string;
  readonly text: string;
}

interface ListWords {
  readonly title: string;
  /** By the key of the tab. */
  readonly empty: Readonly<Record<string, EmptyWords>>;
}

const LIST_WORDS: Readonly<Record<Role, ListWords>> = {
  [Role.CUSTOMER]: {
    title: 'My tickets',
    empty: {
      active: {
        title: 'You have no active tickets',
        text: 'Tell us what went wrong, and one expert takes care of it. You follow each step here.',
      },
      closed: { title: 'Nothing closed yet', text: 'Tickets that are solved or closed stay here, to look up later.' },
    },
  },
  [Role.AGENT]: {
    title: 'Assigned to me',
    empty: {
      waiting: { title: 'Nothing waits for you', text: 'Tickets appear here as soon as their customers wait for your answer.' },
      customer: { title: 'No customer has to answer you', text: 'Tickets appear here once you have answered, until their customers do.' },
      topics: { title: 'Nothing new in your topics', text: 'Tickets that nobody has yet appear here, if you are an expert in their topic.' },
      active: { title: 'You have no active tickets', text: 'Tickets appear here as soon as they are assigned to you.' },
      closed: { title: 'Nothing resolved yet', text: 'Tickets that you have resolved appear here.' },
      all: { title: 'Nothing to see yet', text: 'Your tickets appear here, with those of your topics and those that were opened to you.' },
    },
  },
  [Role.ADMIN]: {
    title: 'All tickets',
    empty: {
      unassigned: { title: 'Every ticket has an expert', text: 'New tickets appear here, to be given to an agent.' },
      waiting: { title: 'No customer waits', text: 'Tickets appear here as soon as their customers wait for an answer.' },
      active: { title: 'No active tickets', text: 'Tickets appear here as soon as customers raise them.' },
      closed: { title: 'Nothing closed yet', text: 'Tickets that are resolved or closed appear here.' },
      all: { title: 'No tickets yet', text: 'Tickets appear here as soon as customers raise them.' },
    },
  },
};

/** How many tickets have the text that was looked for; nothing until that is known. */
export function foundWords(count: number | undefined, isMore: boolean): string {
  if (count === undefined) return 'Looking…';
  if (count === 0) return 'No ticket found.';
  return count === 1 && !isMore ? 'One ticket found.' : `${count}${isMore ? ' or more' : ''} tickets found, the best match first.`;
}

/** What the list is called, and what it says while there is nothing in it, for each role. */
export const listWords = (role: string | undefined): ListWords => LIST_WORDS[(role ?? Role.CUSTOMER) as Role];
