import { LANGUAGES, LIMITS, MessageKind, MOBILE_PATTERN, Role, TicketPriority, TicketStatus, toTag, tagProblem } from '@ccr/domain';
import { z } from 'zod';
import { isTimeZone } from '../modules/accounts';

const { person, ticket, message, rating, topic } = LIMITS;
const BEYOND = 36;

const id = z.string().regex(new RegExp(`^[\\w.:-]{1,${BEYOND}}$`), `must have 1 to ${BEYOND} letters, digits, or . : _ -`);
const text = (max: number): z.ZodString => z.string().trim().min(1, 'must not be blank').max(max, `must have at most ${max} characters`);
const instant = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-03-01T09:45:00Z' }).transform((at) => new Date(at));
const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

/** A line of people.jsonl: `state` and what is left out of the API's fields can be missing. */
export const PersonLine = z.object({
  id,
  name: text(person.name),
  email: z.string().trim().toLowerCase().max(person.email).regex(/^[^\s@]+@[^\s@]+$/, 'must be a mail address'),
  mobile: orNull(z.string().regex(MOBILE_PATTERN, 'must be a number such as +4915112345678')),
  role: z.enum(Role),
  state: z.enum(['INVITED', 'ACTIVE', 'DEACTIVATED', 'LEAVING', 'ERASED']).default('ACTIVE'),
  language: orNull(z.enum(LANGUAGES, `must be one of ${LANGUAGES.join(', ')}`)),
  timeZone: orNull(z.string().refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin')),
  createdAt: instant,
});

/** A line of topics.jsonl. */
export const TopicLine = z.object({ id, name: text(topic.name), archived: z.boolean().default(false) });

/** A line of tickets.jsonl. */
export const TicketLine = z.object({
  id,
  reference: orNull(z.string()),
  subject: text(ticket.subject),
  description: text(ticket.description),
  status: z.enum(TicketStatus),
  priority: z.enum(TicketPriority).default(TicketPriority.NORMAL),
  topicId: orNull(id),
  customerId: id,
  assigneeId: orNull(id),
  orderReference: orNull(z.string().max(ticket.orderReference)),
  createdAt: instant,
  updatedAt: orNull(instant),
  resolvedAt: orNull(instant),
  tags: z.array(z.string().transform(toTag).refine((tag) => tagProblem(tag) === null, 'must have a letter or a digit, no comma, and at most 30 characters')).max(ticket.tags).default([]),
});

/** A line of messages.jsonl. */
export const MessageLine = z.object({
  id,
  ticketId: id,
  kind: z.enum(MessageKind).default(MessageKind.REPLY),
  body: text(message.body),
  authorId: id,
  automatic: z.boolean().default(false),
  replyToId: orNull(id),
  createdAt: instant,
});

/** A line of ratings.jsonl. */
export const RatingLine = z.object({
  ticketId: id,
  score: z.number().int().min(rating.min).max(rating.max),
  comment: orNull(z.string().max(rating.comment)),
  createdAt: instant,
  updatedAt: orNull(instant),
});

export type PersonLine = z.output<typeof PersonLine>;
export type TopicLine = z.output<typeof TopicLine>;
export type TicketLine = z.output<typeof TicketLine>;
export type MessageLine = z.output<typeof MessageLine>;
export type RatingLine = z.output<typeof RatingLine>;

/**
 * The ticket that a line says it is, or is of, as far as that can be read. Of a line that is no JSON it is a guess, so
 * that the ticket which it spoils is left out too.
 */
export function ticketIdIn(json: string, field: 'id' | 'ticketId'): string | null {
  try {
    const value = (JSON.parse(json) as Record<string, unknown> | null)?.[field];
    return typeof value === 'string' ? value : null;
  } catch {
    return new RegExp(`"${field}"\\s*:\\s*"([^"]+)"`).exec(json)?.[1] ?? null;
  }
}

/** A line that can't be taken: where it is and why, in a sentence. */
export class BadLine extends Error {
  constructor(file: string, line: number, problem: string) {
    super(`${file}.jsonl, line ${line}: ${problem}`);
  }
}

/** What the line says. @throws BadLine. */
export function parseLine<T extends z.ZodType>(schema: T, file: string, line: number, json: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new BadLine(file, line, 'this is not JSON.');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadLine(file, line, `${issue?.path.join('.') || 'the line'} ${issue?.message ?? 'is not valid'}.`);
}
