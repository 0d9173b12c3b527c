import { LIMITS, Role } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Database, Replicas } from '../../platform/database';
import { badInput } from '../../platform/errors';
import { type Connection, type PageArgs, pageOf, pageRequest, parsePlace, placeCursor } from '../../platform/paging';
import type { Throttle } from '../../platform/throttle';
import { type Filter, filterTickets, seesNotes, type Ticket, type TicketQueries, visibleTickets } from '../tickets';
import type { Excerpts, TicketExcerpt } from './excerpts';
import { inOrder, rank, type Ranked, rarityOf } from './ranking';
import { type Realm, type SearchSql, type Sql, type Weighed } from './search.sql';
import { MOST_WORDS, type Wanted, wantedWords } from './wanted';

/** How many of the viewer's tickets are searched, the newest of them. */
const SEARCHED = 20_000;
/** How many of one's own tickets a new one is compared with, the newest of them, and how many are shown. */
const COMPARED_WITH = 200;
const MOST_SIMILAR = 5;
/** How much of a new subject, by rarity, another ticket must share to be worth a look. */
const SHARED_PART = 0.4;
/** What is in fewer documents is as rare as any, to who sees only some of them: the order would tell what others write. */
const FEW = 100;
const CURSOR = 'SEARCH';

/** A ticket that was found, and where. */
export interface Hit {
  readonly ticket: Ticket;
  readonly excerpts: readonly TicketExcerpt[];
}

interface Parts {
  readonly database: Database;
  readonly replicas: Replicas;
  readonly queries: TicketQueries;
  readonly sql: SearchSql;
  readonly excerpts: Excerpts;
  readonly searches: Throttle;
  readonly similars: Throttle;
}

/**
 * Finds tickets by what is said in them. Each search takes at most six statements, and each of them looks at a bounded
 * part of the index, however much there is.
 */
export class SearchQueries {
  constructor(private readonly parts: Parts) {}

  /**
   * Tickets that the viewer may see in which all the words are, the best first.
   * @throws UserError BAD_USER_INPUT when the text is too long or has no word in it, or RATE_LIMITED.
   */
  async search(viewer: Viewer, text: string, filter: Filter | null | undefined, args: PageArgs): Promise<Connection<Hit>> {
    const request = pageRequest(args);
    const after = request.cursor === null ? null : parsePlace(request.cursor, CURSOR, 1);
    const words = wantedWords(noLonger(LIMITS.search.text, 'text', text));
    if (words.length === 0) throw badInput('text', 'Type a word or a number to look for.');
    await this.parts.searches.count(viewer.id);
    // What may be seen of it, and is shown, the primary tells.
    const { weighed, ranked } = await this.parts.replicas.read(viewer.id, () => this.look(viewer, words, filter));
    const place = after && { ticketId: after.id, score: after.keys[0] ?? 0 };
    const page = ranked.filter((one) => !place || inOrder(place, one) < 0).slice(0, request.limit + 1);
    const scores = new Map(page.map(({ ticketId, score }) => [ticketId, score]));
    const hits = await this.hits(viewer, page, weighed);
    return pageOf(hits, request, ({ ticket: { id } }) => placeCursor(CURSOR, { keys: [scores.get(id) ?? 0], id }));
  }

  /** Those of the customer's own tickets that may be about the same, the likeliest first. @throws UserError BAD_USER_INPUT or RATE_LIMITED. */
  async similar(viewer: Viewer, subject: string): Promise<Ticket[]> {
    const { database, queries, sql, similars } = this.parts;
    const words = wantedWords(noLonger(LIMITS.ticket.subject, 'subject', subject), false);
    await similars.count(viewer.id);
    const weighed = await this.rarest(viewer, words);
    if (weighed.length === 0) return [];
    const own = await visibleTickets(database, viewer).select('ticket.id', 'id').orderBy('ticket.id', 'DESC').limit(COMPARED_WITH).getRawMany<{ id: string }>();
    if (own.length === 0) return [];
    const matches = await sql.matches(weighed.map(({ fits }) => fits), own.map(({ id }) => id), seesNotes(viewer));
    const rarities = weighed.map(({ rarity }) => rarity);
    const sum = (words: Iterable<number>): number => [...words].reduce((whole, word) => whole + (rarities[word] ?? 0), 0);
    const wholeSubject = sum(rarities.keys());
    const ranked = rank(matches, rarities, (words) => sum(words) >= SHARED_PART * wholeSubject).slice(0, MOST_SIMILAR);
    return inRank(ranked, await queries.byIds(viewer, ranked.map(({ ticketId }) => ticketId)));
  }

  private async look(viewer: Viewer, words: readonly Wanted[], filter: Filter | null | undefined): Promise<{ weighed: Weighed[]; ranked: Ranked[] }> {
    const weighed = await this.rarest(viewer, words);
    return { weighed, ranked: await this.ranked(weighed, { tickets: this.realm(viewer, filter), withNotes: seesNotes(viewer) }) };
  }

  /** The rarest of the words, rarest first. */
  private async rarest({ role }: Viewer, words: readonly Wanted[]): Promise<Weighed[]> {
    if (words.length === 0) return [];
    const least = role === Role.ADMIN ? 0 : FEW;
    const frequencies = (await this.parts.sql.frequencies(words)).map((documents) => Math.max(documents, least));
    const weighed = words.map((fits, index) => ({ fits, rarity: rarityOf(frequencies[index] ?? 0), documents: frequencies[index] ?? 0 }));
    return weighed.sort((one, other) => one.documents - other.documents).slice(0, MOST_WORDS);
  }

  private async ranked(weighed: readonly Weighed[], realm: Realm): Promise<Ranked[]> {
    const { sql } = this.parts;
    const words = weighed.map(({ fits }) => fits);
    const ids = await sql.ticketsWith(words[0] ?? [], realm);
    if (ids.length === 0) return [];
    const matches = await sql.matches(words, ids, realm.withNotes);
    return rank(matches, weighed.map(({ rarity }) => rarity), (found) => found.size === words.length);
  }

  /** The newest tickets that the viewer may see and that are wanted; null when these are all. */
  private realm(viewer: Viewer, filter: Filter | null | undefined): Sql | null {
    const isNarrowed = Object.values(filter ?? {}).some((value) => value != null);
    if (viewer.role === Role.ADMIN && !isNarrowed) return null;
    const query = visibleTickets(this.parts.database, viewer, filter ?? {});
    filterTickets(query, filter ?? {}, viewer);
    const [sql, parameters] = query.select('ticket.id', 'id').orderBy('ticket.id', 'DESC').limit(SEARCHED).getQueryAndParameters();
    return { sql: `SELECT id FROM (${sql}) wanted`, parameters };
  }

  private async hits(viewer: Viewer, ranked: readonly Ranked[], weighed: readonly Weighed[]): Promise<Hit[]> {
    if (ranked.length === 0) return [];
    const { queries, excerpts } = this.parts;
    const tickets = inRank(ranked, await queries.byIds(viewer, ranked.map(({ ticketId }) => ticketId)));
    const found = await excerpts.of(viewer, tickets, weighed);
    return tickets.map((ticket) => ({ ticket, excerpts: found.get(ticket.id) ?? [] }));
  }
}

function noLonger(most: number, path: string, text: string): string {
  if (text.length > most) throw badInput(path, `Use at most ${most} characters.`);
  return text;
}

/** The tickets in the order of their rank. */
function inRank(ranked: readonly Ranked[], tickets: readonly Ticket[]): Ticket[] {
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return ranked.flatMap(({ ticketId }) => byId.get(ticketId) ?? []);
}
