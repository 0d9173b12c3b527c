import type { DemoName } from './demo-people';

/** What customers are told at once. The demo shop has tickets in the other topics, which are older than any answer. */
export const DEMO_FIRST_ANSWERS: readonly { readonly topic: string; readonly firstAnswer: string }[] = [
  {
    topic: 'Products',
    firstAnswer: 'Thank you for asking. Somebody who knows the product answers within a day.\n\nSizes and manuals are on the page of each product.',
  },
];

interface DemoCannedReply {
  readonly by: DemoName;
  readonly shared: boolean;
  readonly title: string;
  readonly shortcut: string;
  readonly body: string;
}

export const DEMO_CANNED_REPLIES: readonly DemoCannedReply[] = [
  {
    by: 'admin', shared: true, title: 'Refund is on its way', shortcut: 'refund',
    body: 'Hello {{customer.firstName}}, the refund is on its way. It is on your account **within three days**.\n\nBest wishes, {{agent.name}}',
  },
  {
    by: 'admin', shared: true, title: 'Ask for the order number', shortcut: 'order',
    body: 'Hello {{customer.firstName}}, could you tell me the number of your order? It is in the mail that you got when you ordered.',
  },
  {
    by: 'hari', shared: false, title: 'Search with the carrier', shortcut: 'search',
    body: 'I have opened a search with the carrier for {{ticket.reference}} and write as soon as I know more.',
  },
];

interface DemoFeedback {
  readonly by: DemoName;
  readonly body: string;
  readonly answer?: string;
}

export const DEMO_FEEDBACK: readonly DemoFeedback[] = [
  { by: 'ben', body: 'It was good to see who answers and when.', answer: 'Thank you, Ben. We have told Lena.' },
  { by: 'gita', body: 'Could the list tell me which of my tickets wait longest?' },
];
