import { isStaff } from '@ccr/domain';
import type { z } from 'zod';
import { hashPassword } from '../modules/accounts';
import { reindex } from '../modules/search';
import { newSecret } from '../platform/auth';
import { UserError } from '../platform/errors';
import type { Server } from '../server';
import type { HistoryClock } from './history-clock';
import { BadLine, MessageLine, parseLine, PersonLine, RatingLine, TicketLine, ticketIdIn, TopicLine } from './import-lines';
import { importPerson, importTopic, type PersonHere } from './import-people';
import { type History, IdTaken, TicketImport } from './import-tickets';
import { type Line, LinesByTicket, linesIn } from './line-files';

/** How many there are of a kind: new ones, and those that were there already. */
interface ImportCounts {
  added: number;
  known: number;
}

/** What an import did. */
export interface Imported {
  readonly people: ImportCounts;
  readonly topics: ImportCounts;
  readonly tickets: ImportCounts;
  messages: number;
  /** How many lines could not be taken. */
  bad: number;
}

/** Takes a folder in the format of an export into a desk that may be in use. Once more does nothing twice. */
export class DeskImport {
  private readonly people = new Map<string, PersonHere>();
  private readonly topics = new Map<string, string>();
  private readonly done: Imported = { people: { added: 0, known: 0 }, topics: { added: 0, known: 0 }, tickets: { added: 0, known: 0 }, messages: 0, bad: 0 };
  private readonly tickets: TicketImport;

  /** `onBad` is told of each line that can't be taken; the others are. `clock` is the server's. */
  constructor(
    private readonly server: Server,
    clock: HistoryClock,
    private readonly folder: string,
    private readonly onBad: (problem: string) => void,
  ) {
    this.tickets = new TicketImport(server, clock);
  }

  async run(): Promise<Imported> {
    const nobodyKnowsIt = await hashPassword(newSecret());
    await this.each('people', PersonLine, async (line) => {
      const person = await importPerson(this.server, line, nobodyKnowsIt);
      this.people.set(line.id, person);
      this.done.people[person.isNew ? 'added' : 'known']++;
    });
    await this.each('topics', TopicLine, async (line) => {
      const { id, isNew } = await importTopic(this.server, line);
      this.topics.set(line.id, id);
      this.done.topics[isNew ? 'added' : 'known']++;
    });
    const tickets = await this.ticketsOfTheFolder();
    const messages = await LinesByTicket.open(this.folder, 'messages', (line) => this.ticketOf('messages', line, tickets));
    const ratings = await LinesByTicket.open(this.folder, 'ratings', (line) => this.ticketOf('ratings', line, tickets));
    try {
      await this.each('tickets', TicketLine, async (ticket, line) => this.ticket(ticket, line, messages, ratings));
    } finally {
      await messages.close();
      await ratings.close();
    }
    if (this.done.tickets.added > 0) await this.findLater();
    return this.done;
  }

  private async each<T extends z.ZodType>(file: string, schema: T, work: (value: z.output<T>, line: Line) => Promise<void>): Promise<void> {
    for await (const line of linesIn(this.folder, file)) {
      await this.unlessBad(() => work(parseLine(schema, file, line.number, line.text), line));
    }
  }

  private async unlessBad(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      this.done.bad++;
      this.onBad(error.message);
    }
  }

  /** Also those with a line that can't be taken: what belongs to them is left out with them, without a word on each. */
  private async ticketsOfTheFolder(): Promise<ReadonlySet<string | null>> {
    const ids = new Set<string | null>();
    for await (const { text } of linesIn(this.folder, 'tickets')) ids.add(ticketIdIn(text, 'id'));
    return ids;
  }

  /** A line that belongs to no ticket of the folder is told, and left out. */
  private ticketOf(file: string, line: Line, tickets: ReadonlySet<string | null>): string | null {
    const found = ticketIdIn(line.text, 'ticketId');
    if (found !== null && tickets.has(found)) return found;
    this.done.bad++;
    this.onBad(new BadLine(file, line.number, found === null ? 'ticketId is missing.' : 'ticketId is none of tickets.jsonl.').message);
    return null;
  }

  private async ticket(ticket: TicketLine, line: Line, messages: LinesByTicket, ratings: LinesByTicket): Promise<void> {
    if (await this.tickets.isThere(ticket.id)) {
      this.done.tickets.known++;
      return;
    }
    const history: History = {
      ticket: this.here(ticket, line),
      messages: (await messages.of(ticket.id)).map((one) => this.messageHere(parseLine(MessageLine, 'messages', one.number, one.text), one)),
      rating: (await ratings.of(ticket.id)).map((one) => parseLine(RatingLine, 'ratings', one.number, one.text))[0] ?? null,
    };
    await this.tickets.add(history).catch((error: unknown) => {
      if (error instanceof IdTaken) throw new BadLine('tickets', line.number, 'the id of one of its messages is taken by another message.');
      throw error instanceof UserError ? new BadLine('tickets', line.number, error.message) : error;
    });
    this.done.tickets.added++;
    this.done.messages += history.messages.length;
  }

  private here(ticket: TicketLine, { number }: Line): TicketLine {
    const person = (field: 'customerId' | 'assigneeId', id: string): PersonHere => {
      const found = this.people.get(id);
      if (!found) throw new BadLine('tickets', number, `${field} is nobody of people.jsonl.`);
      return found;
    };
    const assignee = ticket.assigneeId === null ? null : person('assigneeId', ticket.assigneeId);
    if (assignee && !isStaff(assignee.role)) throw new BadLine('tickets', number, 'assigneeId is a customer: an agent or an admin has a ticket.');
    const topicId = ticket.topicId === null ? null : this.topics.get(ticket.topicId);
    if (topicId === undefined) throw new BadLine('tickets', number, 'topicId is none of topics.jsonl.');
    return { ...ticket, customerId: person('customerId', ticket.customerId).id, assigneeId: assignee?.id ?? null, topicId };
  }

  private messageHere(message: MessageLine, { number }: Line): MessageLine {
    const author = this.people.get(message.authorId);
    if (!author) throw new BadLine('messages', number, 'authorId is nobody of people.jsonl.');
    return { ...message, authorId: author.id };
  }

  /** Has the server's worker take the new texts into the search index. */
  private async findLater(): Promise<void> {
    const { database } = this.server.platform;
    await database.unitOfWork(() => reindex((sql) => database.manager.query(sql)));
  }
}
