import { LIMITS } from '@ccr/domain';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { settled, tellAll, type Tickets } from '../../testing/search-corpus';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';

const SEARCH = /* GraphQL */ `
  query ($text: String!, $first: Int, $after: String, $filter: TicketFilter) {
    searchTickets(text: $text, first: $first, after: $after, filter: $filter) {
      nodes {
        ticket { id }
        excerpts { source messageId seq parts { text match } }
      }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
`;
interface Excerpt {
  source: string;
  messageId: string | null;
  seq: number | null;
  parts: { text: string; match: boolean }[];
}
interface Found {
  nodes: { ticket: { id: string }; excerpts: Excerpt[] }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
}

describe('searching tickets', () => {
  let test: TestServer;
  let tickets: Tickets;
  let ann: Person;
  let ben: Person;
  let gita: Person;
  let hari: Person;
  let admin: Person;

  const search = async (by: Actor, text: string, more: Record<string, unknown> = {}): Promise<Found> =>
    (await by.do<{ searchTickets: Found }>(SEARCH, { text, ...more })).searchTickets;
  const nameOf = (id: string): string => Object.entries(tickets).find(([, ticket]) => ticket.id === id)?.[0] ?? id;
  const names = ({ nodes }: Found): string[] => nodes.map(({ ticket }) => nameOf(ticket.id));
  const excerptsOf = async (by: Actor, text: string): Promise<string[]> =>
    (await search(by, text)).nodes[0]?.excerpts.map(({ source, parts }) => `${source}: ${parts.map((part) => (part.match ? `[${part.text}]` : part.text)).join('')}`) ?? [];

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '100000000' });
    const { shop } = test;
    [ann, ben, gita, hari, admin] = [await shop.customer(), await shop.customer('Ben Other'), await shop.agent(), await shop.agent('Hari Nair'), await shop.firstAdmin()];
    tickets = await tellAll(test, [ann, ben], gita);
  }, 90_000);
  afterAll(() => test.stop());

  describe('finds, the best first,', () => {
    const { refundSubject, ...rest } = { refundSubject: 'refundSubject', refundDescription: 'refundDescription', refundOften: 'refundOften', refundMessage: 'refundMessage' };
    it.each<[string, string, string[]]>([
      ['the subject before the description before messages', 'refund', [refundSubject, ...Object.values(rest)]],
      ['another form of a word', 'refunding ', [refundSubject, ...Object.values(rest)]],
      ['the plural', 'parcels', ['parcelLost', 'parcels']],
      ['the singular', 'parcel ', ['parcelLost', 'parcels']],
      ['without accents', 'cafe creme', ['cafe']],
      ['with accents', 'NAÏVE', ['cafe']],
      ['a sharp s as two', 'hauptstrasse 15', ['strasse']],
      ['the beginning of the last word', 'inv', ['invoices', 'invoice']],
      ['the beginning of the last word alone', 'vou not', ['']],
      ['words of different messages', 'lever purple', ['spread']],
      ['words of the subject and a message', 'parcel courier', ['parcelLost']],
      ['only where all the words are', 'lever', ['spreadNot', 'spread']],
      ['a number', '811569869', ['']],
      ['a number with letters', 'de811569869', ['invoice']],
      ["the shop's number of the order", 'so-99120', ['refundSubject']],
      ['a mentioned reference', 'ZZZZ-2345', ['mentions']],
      ['a code in any case', 'spring2026', ['voucher']],
      ['a script without spaces', '丢失', ['chinese']],
      ['one letter of it', '包', ['chinese']],
      ['Cyrillic', 'пришел', ['russian']],
      ['what looks like code', '"quoted" <b>', ['codeLike']],
      ['what looks like SQL', "'; DROP TABLE", ['codeLike']],
      ['the newer of two that say the same', 'cannot sign in', ['loginNew', 'loginOld']],
      ['nothing where there is nothing', 'xylophone', ['']],
      ['nothing for what would be a pattern elsewhere', 'ref%nd', ['']],
    ])('%s: %s', async (_what, text, expected) => {
      expect(names(await search(ann, text))).toEqual(expected.filter(Boolean));
    });

    it.each([(reference: string) => reference, (reference: string) => reference.toLowerCase().replace('-', ''), (reference: string) => reference.slice(0, 7)])('a ticket by its reference', async (typed) => {
      expect(names(await search(ann, typed(tickets.voucher.reference)))).toEqual(['voucher']);
    });
  });

  describe('shows', () => {
    it('where it is', async () => {
      expect(await excerptsOf(ann, 'parcel courier')).toEqual(['SUBJECT: [Parcel] lost', 'MESSAGE: The [courier] says it was delivered.']);
      expect(await excerptsOf(ann, 'parcels second')).toEqual(['SUBJECT: Two [parcels] for one order', 'DESCRIPTION: What shall I do with the [second] box?']);
    });
    it('what stands around it', async () => {
      const [excerpt = ''] = await excerptsOf(ann, 'zeppelin');
      expect(excerpt).toMatch(/^DESCRIPTION: ….*\[zeppelin\] landed.*…$/);
      expect(excerpt.length).toBeLessThan(240);
    });
    it('what is said, without the marks', async () => {
      const cara = await test.shop.customer('Cara');
      const { id } = await test.shop.ticket(cara, { subject: 'Plain *as typed*', description: '- the **blue quokka**\n- [there](https://shop.test)' });
      await test.shop.message(cara, id, '> the quokka\n\nis ~~not~~ `here`');
      await settled(test);
      expect(await excerptsOf(cara, 'quokka')).toEqual(['DESCRIPTION: the blue [quokka] there (https://shop.test)', 'MESSAGE: the [quokka] is not here']);
      expect(await excerptsOf(cara, 'typed')).toEqual(['SUBJECT: Plain *as [typed]*']);
    });
    it('which message it is', async () => {
      const [hit] = (await search(ann, 'purple')).nodes;
      const { ticket } = await ann.do<{ ticket: { messages: { nodes: { id: string; seq: number; body: string }[] } } }>(
        'query($id: ID!) { ticket(id: $id) { messages { nodes { id seq body } } } }', { id: tickets.spread.id },
      );
      const message = ticket.messages.nodes.find(({ body }) => body.includes('purple'));
      expect(hit?.excerpts).toEqual([{ source: 'MESSAGE', messageId: message?.id, seq: message?.seq, parts: expect.anything() }]);
    });
  });

  describe('shows nobody what they may not see:', () => {
    it('customers find their own tickets', async () => {
      expect(names(await search(ben, 'refund'))).toEqual(['otherRefund']);
      expect(names(await search(ben, tickets.voucher.reference))).toEqual([]);
      expect(names(await search(ben, 'question'))).toEqual([]);
    });
    it('nor how often others say a word', async () => {
      const own = await test.shop.ticket(ann, { subject: 'Quokka' });
      await eventually('the ticket to be found', async () => (await search(ann, 'quokka')).nodes.length === 1);
      const { pageInfo } = await search(ann, 'quokka');
      const others = await test.shop.assignedTicket(ben, gita);
      for (const body of ['Quokka', 'A quokka', 'The quokka again']) await test.shop.message(gita, others.id, body, 'NOTE');
      await eventually('the notes to be found', async () => (await search(gita, 'the quokka again')).nodes.length === 1);
      expect(await search(ann, 'quokka')).toMatchObject({ nodes: [{ ticket: { id: own.id } }], pageInfo });
    });
    it('and no notes, neither by them nor in what is shown', async () => {
      expect(names(await search(ann, 'fraudster'))).toEqual([]);
      expect(names(await search(ann, 'late fraudster'))).toEqual([]);
      expect(names(await search(gita, 'late fraudster'))).toEqual(['noted']);
      const [shown] = (await search(ann, 'late it is')).nodes;
      expect(JSON.stringify(shown)).not.toContain('fraudster');
      expect(JSON.stringify(await search(gita, 'fraudster'))).toContain('fraudster');
    });
    it('agents find what they have, admins everything', async () => {
      expect(names(await search(hari, 'refund'))).toEqual([]);
      expect(new Set(names(await search(gita, 'refund')))).toEqual(new Set([...names(await search(ann, 'refund')), 'otherRefund']));
      expect(names(await search(admin, 'refund'))).toEqual(names(await search(gita, 'refund')));
    });
    it('programs with a scope to read, nobody else', async () => {
      expect(names(await search(await test.shop.program(ann, ['TICKETS_READ']), 'voucher'))).toEqual(['voucher']);
      expect((await test.shop.visitor().fail(SEARCH, { text: 'voucher' })).extensions.code).toBe('UNAUTHENTICATED');
    });
  });

  it('looks only among those of the filter, whoever asks', async () => {
    expect(names(await search(admin, 'refund', { filter: { customerId: ben.id } }))).toEqual(['otherRefund']);
    expect(names(await search(admin, 'refund', { filter: { assigned: false } }))).toEqual([]);
    expect(names(await search(gita, 'parcel', { filter: { customerId: ann.id, status: ['OPEN'] } }))).toEqual(['parcelLost', 'parcels']);
    expect(names(await search(ann, 'refund', { filter: { customerId: ben.id } }))).toEqual([]);
    expect((await ann.fail(SEARCH, { text: 'refund', filter: { tag: 'x' } })).extensions.code).toBe('FORBIDDEN');
  });

  describe('comes page by page', () => {
    it('each ticket once, in one order', async () => {
      const whole = names(await search(ann, 'order', { first: 100 }));
      expect(whole.length).toBeGreaterThan(17);
      const pages: string[] = [];
      for (let after: string | undefined; ; ) {
        const found = await search(ann, 'order', { first: 7, after });
        pages.push(...names(found));
        expect(found.pageInfo.hasPreviousPage).toBe(after !== undefined);
        if (!found.pageInfo.hasNextPage) break;
        after = found.pageInfo.endCursor;
      }
      expect(pages).toEqual(whole);
    });
  });

  it.each([
    ['nothing', { text: '' }, 'text'],
    ['blanks', { text: '  ' }, 'text'],
    ['no word', { text: '?! 🎫' }, 'text'],
    ['too much', { text: 'x'.repeat(LIMITS.search.text + 1) }, 'text'],
    ['a foreign cursor', { text: 'x', after: Buffer.from('seq.1').toString('base64url') }, 'after'],
    ['too many', { text: 'x', first: 101 }, 'first'],
  ])('refuses %s', async (_what, variables, path) => {
    expect((await ann.fail(SEARCH, variables)).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });

  it.each<[string, () => Person, string, number]>([
    ['in the tickets alone', () => admin, 'the order please thank you', 5],
    ['in messages too', () => gita, 'courier', 6],
    ['as a customer', () => ann, 'courier', 6],
    ['nowhere', () => ann, 'xylophone courier', 2],
  ])('takes no more statements when more is found, %s', async (_where, who, text, most) => {
    const cost = async (first: number): Promise<number> => {
      const statements = await statementsDuring(test.server.platform.database, () => search(who(), text, { first }));
      return statements.filter((statement) => /search_postings|messages|tickets/.test(statement)).length;
    };
    expect([await cost(1), await cost(50)]).toEqual([most, most]);
  });

  describe('similar tickets', () => {
    const similar = async (by: Actor, subject: string): Promise<string[]> =>
      (await by.do<{ similarTickets: { id: string }[] }>('query($subject: String!) { similarTickets(subject: $subject) { id } }', { subject })).similarTickets.map(({ id }) => nameOf(id));
    it('are those that share what is rare', async () => {
      expect((await similar(ann, 'My parcel is lost'))[0]).toBe('parcelLost');
      expect(await similar(ann, 'refund of the kettle')).toEqual(expect.arrayContaining(['refundDescription']));
      expect((await similar(ann, 'question')).length).toBe(5);
      expect(await similar(ann, 'my and for')).not.toContain('parcelLost');
      expect(await similar(ann, '?!')).toEqual([]);
    });
    it("are one's own, and by no note", async () => {
      expect(await similar(ben, 'refund')).toEqual(['otherRefund']);
      expect(await similar(ann, 'notorious fraudster')).toEqual([]);
    });
    it('are for customers', async () => {
      for (const who of [gita, admin]) {
        expect((await who.fail('{ similarTickets(subject: "refund") { id } }')).extensions.code).toBe('FORBIDDEN');
      }
    });
  });

  it('is slowed down for who searches too much', async () => {
    const impatient = await test.shop.customer();
    for (let search = 0; search < 120; search++) await impatient.do('{ searchTickets(text: "x") { nodes { ticket { id } } } }');
    expect((await impatient.fail(SEARCH, { text: 'x' })).extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(names(await search(ann, 'voucher'))).toEqual(['voucher']);
  });
});
