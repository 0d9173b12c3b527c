import { eventually, type Person } from '@ccr/testkit';
import type { TestServer } from './test-server';

/** A ticket to be searched: what it says, and what was said in it. A note begins with "note:". */
interface Told {
  readonly subject: string;
  readonly description?: string;
  readonly orderReference?: string;
  readonly messages?: readonly string[];
}

/** Each under a short name of its own. The later ones are newer. */
const CORPUS = {
  refundSubject: { subject: 'Refund for order 8812', description: 'Please look into it.', orderReference: 'SO-99120' },
  refundDescription: { subject: 'Money back', description: 'I would like a refund for the blue kettle.' },
  refundMessage: { subject: 'Kettle broken', description: 'It leaks.', messages: ['Would you like a refund, or a new one?'] },
  refundOften: { subject: 'It leaks as well', description: 'Like the other one.', messages: ['Refund, refund, refund! A refund at last, refunded and refunding.'] },
  cafe: { subject: 'Café machine makes no crème', description: 'The naïve reading of the manual did not help.' },
  strasse: { subject: 'Wrong address', description: 'It says Hauptstraße 5, not Hauptstraße 15.' },
  parcels: { subject: 'Two parcels for one order', description: 'What shall I do with the second box?' },
  parcelLost: { subject: 'Parcel lost', description: 'Tracking ends in Leipzig.', messages: ['The courier says it was delivered.', 'Nobody rang my bell.'] },
  spread: { subject: 'Toaster', description: 'It is loud.', messages: ['The lever is stuck.', 'Shall we exchange it?', 'Yes, a purple one.'] },
  spreadNot: { subject: 'Mixer', description: 'The lever is loose.', messages: ['We are looking into it.'] },
  noted: { subject: 'Late delivery', description: 'Where is it?', messages: ['note: this one is a notorious fraudster', 'It is on its way.'] },
  mentions: { subject: 'About my other ticket', description: 'See there.', messages: ['The same as in ZZZZ-2345.'] },
  invoice: { subject: 'Invoice without VAT number', description: 'Our number is DE811569869.' },
  invoices: { subject: 'Invoices from spring', description: 'I need all of them again.' },
  voucher: { subject: 'Voucher does not work', description: 'SPRING2026 is refused.' },
  chinese: { subject: '包裹丢失', description: '快递说已经送到了。' },
  russian: { subject: 'Заказ не пришёл', description: 'Жду уже неделю.' },
  long: { subject: 'A long story', description: `${'Once upon a time there was an order. '.repeat(60)}Then the zeppelin landed. ${'And so on and so forth. '.repeat(60)}` },
  codeLike: { subject: '<b>bold</b> & "quoted"', description: "'; DROP TABLE tickets; --" },
  loginOld: { subject: 'Cannot sign in', description: 'The password is refused.' },
  loginNew: { subject: 'Cannot sign in', description: 'The password is refused.' },
} as const satisfies Record<string, Told>;

/** Tickets of somebody else, some of which say the same. */
const OTHERS = {
  otherRefund: { subject: 'Refund for a lamp', description: 'It flickers.' },
  otherParcel: { subject: 'Parcel wet', description: 'The box was soaked.' },
} as const satisfies Record<string, Told>;

/** Words that everybody uses, so that the corpus has common words and rare ones. */
const FILLER = Array.from({ length: 17 }, (_, n) => ({ subject: `Question number ${n + 1}`, description: 'When does the order come, please? Thank you.' }));

/** Where the tickets are: their ids and references by name. */
export type Tickets = Readonly<Record<keyof typeof CORPUS | keyof typeof OTHERS, { readonly id: string; readonly reference: string }>>;

/** Resolves once all that has happened has been told to every handler. */
export async function settled({ server }: TestServer): Promise<void> {
  const waiting = async (): Promise<number> => {
    const [row] = (await server.platform.database.manager.query('SELECT COUNT(*) AS waiting FROM events WHERE dueAt IS NOT NULL')) as { waiting: number | string }[];
    return Number(row?.waiting);
  };
  await eventually('everything to be told', async () => (await waiting()) === 0, 30_000);
}

/** Has two customers raise all of them, and the agent, who gets all, and the first customer talk in turns. */
export async function tellAll(test: TestServer, [ann, ben]: readonly [Person, Person], gita: Person): Promise<Tickets> {
  const { shop } = test;
  const admin = await shop.firstAdmin();
  const told: Record<string, { id: string; reference: string }> = {};
  const tell = async (customer: Person, name: string, { messages = [], ...input }: Told): Promise<void> => {
    const ticket = await shop.ticket(customer, { description: 'Nothing more.', ...input });
    told[name] = ticket;
    await admin.do('mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }', { input: { ticketId: ticket.id, agentId: gita.id } });
    for (const [index, message] of messages.entries()) {
      const isNote = message.startsWith('note: ');
      await shop.message(index % 2 && !isNote ? customer : gita, ticket.id, message.replace(/^note: /, ''), isNote ? 'NOTE' : 'REPLY');
    }
  };
  await Promise.all([
    ...FILLER.map((filler, index) => tell(ann, `filler${index}`, filler)),
    ...Object.entries(OTHERS).map(([name, ticket]) => tell(ben, name, ticket)),
  ]);
  for (const [name, ticket] of Object.entries(CORPUS)) await tell(ann, name, ticket);
  await settled(test);
  return told as Tickets;
}
