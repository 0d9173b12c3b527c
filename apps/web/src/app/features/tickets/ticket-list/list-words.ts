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
      active: { title: 'Nothing waits for you', text: 'Tickets appear here as soon as they are assigned to you.' },
      closed: { title: 'Nothing closed yet', text: 'Tickets that you have resolved appear here.' },
    },
  },
  [Role.ADMIN]: {
    title: 'All tickets',
    empty: {
      unassigned: { title: 'Every ticket has an expert', text: 'New tickets appear here, to be given to an agent.' },
      active: { title: 'No active tickets', text: 'Tickets appear here as soon as customers raise them.' },
      closed: { title: 'Nothing closed yet', text: 'Tickets that are resolved or closed appear here.' },
    },
  },
};

/** What the list is called, and what it says while there is nothing in it, for each role. */
export const listWords = (role: string | undefined): ListWords => LIST_WORDS[(role ?? Role.CUSTOMER) as Role];
