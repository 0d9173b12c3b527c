import { TicketPriority } from '@ccr/domain';
import type { DemoName } from './demo-people';

/** One step in the life of a demo ticket: who does what. */
export type DemoStep =
  | { readonly by: DemoName; readonly says: string }
  | { readonly by: DemoName; readonly notes: string }
  | { readonly by: 'admin'; readonly assigns: DemoName }
  | { readonly by: DemoName; readonly tags: readonly string[] }
  | { readonly by: DemoName; readonly rates: number; readonly comment: string }
  | { readonly by: DemoName; readonly goesOn: string }
  | { readonly by: 'admin'; readonly mergesInto: string }
  | { readonly by: DemoName; readonly does: 'markPending' | 'resolve' | 'reopen' | 'close' | 'read' };

export interface DemoTicket {
  readonly customer: DemoName;
  readonly topic: string;
  readonly subject: string;
  readonly description: string;
  readonly priority: TicketPriority;
  readonly orderReference?: string;
  readonly raisedMinutesAgo: number;
  readonly steps: readonly DemoStep[];
}

const { LOW, NORMAL, HIGH, URGENT } = TicketPriority;

/** Conversations in every status, as they happen in a shop. */
export const DEMO_TICKETS: readonly DemoTicket[] = [
  {
    raisedMinutesAgo: 5760,
    customer: 'ben', topic: 'Returns', priority: LOW, orderReference: '8644',
    subject: 'How do I send the blue jacket back?',
    description: 'It is a size too small. I still have the box and the slip.',
    steps: [
      { by: 'admin', assigns: 'lena' },
      { by: 'lena', says: 'Hello Ben, no problem. I have mailed you a return label for order 8644. Put the jacket and the slip in the box and drop it at any parcel shop.' },
      { by: 'ben', says: 'Got the label. Dropping it off this afternoon.' },
      { by: 'lena', says: 'Your refund goes out as soon as it arrives, usually within three days.' },
      { by: 'lena', does: 'resolve' },
      { by: 'ben', says: 'Money is back. Thanks, that was easy.' },
      { by: 'lena', says: 'Glad to hear it. Have a good week, Ben.' },
      { by: 'lena', does: 'resolve' },
      { by: 'lena', tags: ['refund', 'return label'] },
      { by: 'ben', does: 'close' },
      { by: 'ben', rates: 5, comment: 'Label by mail, money back in two days.' },
      { by: 'ben', goesOn: 'The refund is two euros less than I paid. Was there a fee for the label?' },
      { by: 'ben', does: 'read' },
    ],
  },
  {
    raisedMinutesAgo: 2970,
    customer: 'clara', topic: 'Products', priority: NORMAL,
    subject: 'Does the desk lamp work with 110 volts?',
    description: 'I am moving abroad next month and would like to take it with me.',
    steps: [
      { by: 'admin', assigns: 'hari' },
      { by: 'hari', says: 'Hello Clara, yes: the adapter takes 100 to 240 volts. You only need a plug for the country you move to.' },
      { by: 'clara', says: 'Perfect, thank you.' },
      { by: 'hari', does: 'resolve' },
      { by: 'clara', rates: 4, comment: 'Clear and quick.' },
    ],
  },
  {
    raisedMinutesAgo: 1560,
    customer: 'david', topic: 'Delivery', priority: HIGH, orderReference: '8790',
    subject: 'The parcel is marked as delivered, but it is not here',
    description: 'Tracking says it was handed over on Tuesday at 14:10. Nobody was home and no neighbour has it.',
    steps: [
      { by: 'admin', assigns: 'hari' },
      { by: 'hari', says: 'Hello David, I am sorry about that. I have opened a search with the carrier. Is the name on your door bell the same as on the order?' },
      { by: 'hari', notes: 'Carrier case 55-1209. The driver has until Friday to answer; if nothing turns up we send a replacement.' },
      { by: 'hari', tags: ['carrier', 'vip'] },
      { by: 'hari', does: 'markPending' },
    ],
  },
  {
    raisedMinutesAgo: 640,
    customer: 'david', topic: 'Delivery', priority: NORMAL, orderReference: '8790',
    subject: 'Still no parcel for order 8790',
    description: 'I have not heard from the carrier. The door bell has the same name as the order.',
    steps: [{ by: 'admin', mergesInto: 'The parcel is marked as delivered, but it is not here' }],
  },
  {
    raisedMinutesAgo: 55,
    customer: 'ann', topic: 'Payments', priority: URGENT, orderReference: '8812',
    subject: 'Paid twice for one order',
    description: 'My card shows two charges of 64.90 for order 8812. I pressed the button once, but the page took very long.',
    steps: [
      { by: 'admin', assigns: 'gita' },
      { by: 'gita', says: 'Hello Ann, I see both charges. The second one is a double booking and should not have happened.' },
      { by: 'gita', notes: 'Payment provider had a time-out at 10:02, both authorisations were captured. Refund of the second one requested.' },
      { by: 'gita', tags: ['double booking', 'refund'] },
      { by: 'ann', does: 'read' },
      { by: 'ann', says: 'Thank you for looking so quickly. When will I have the money back?' },
    ],
  },
  {
    raisedMinutesAgo: 34,
    customer: 'clara', topic: 'Delivery', priority: NORMAL, orderReference: '8830',
    subject: 'Can I change the delivery address?',
    description: 'I ordered yesterday and gave my old address by mistake. The new one is in my account.',
    steps: [
      { by: 'admin', assigns: 'hari' },
      { by: 'hari', says: 'Hello Clara, the parcel has not left yet. Which house number is right: 12 or 12a?' },
      { by: 'clara', says: '12a, please.' },
      { by: 'hari', says: 'Changed to 12a. May the carrier come between 17 and 19 h?' },
      { by: 'hari', does: 'markPending' },
    ],
  },
  {
    raisedMinutesAgo: 21,
    customer: 'ann', topic: 'Returns', priority: NORMAL, orderReference: '8801',
    subject: 'One glass of the set arrived broken',
    description: 'Five of six are fine. Can I get one new glass instead of sending back the whole set?',
    steps: [],
  },
  {
    raisedMinutesAgo: 6,
    customer: 'david', topic: 'Payments', priority: HIGH,
    subject: 'The voucher code is not accepted',
    description: 'The page says WELCOME10 has been used, but this is my first order.',
    steps: [],
  },
];
