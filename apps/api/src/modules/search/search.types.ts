import { LIMITS } from '@ccr/domain';
import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, type PageArgs } from '../../platform/paging';
import { Ticket, TicketFilter } from '../tickets';
import { ExcerptSource, type TicketExcerpt } from './excerpts';
import type { Part } from './excerpt';
import type { Hit } from './search.queries';

registerEnumType(ExcerptSource, {
  name: 'ExcerptSource',
  description: 'Where the text of an excerpt comes from.',
  valuesConfig: {
    SUBJECT: { description: 'The subject of the ticket.' },
    DESCRIPTION: { description: 'Its description.' },
    MESSAGE: { description: 'A message in it.' },
  },
});

/** A hit has two excerpts of a few pieces each, so their lists cost less than lists of no stated size. */
const SHORT_LIST = { complexity: ({ childComplexity }: { childComplexity: number }): number => 1 + 2 * childComplexity };

@ObjectType({ description: 'A piece of an excerpt. All of them in a row are its text.', simpleResolvers: true })
class ExcerptPart implements Part {
  @Field(() => String, { description: 'Plain text in one line.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it is what was looked for.' })
  match!: boolean;
}

@ObjectType({ description: 'A piece of what is said in a ticket, with what was looked for.', simpleResolvers: true })
class Excerpt implements TicketExcerpt {
  @Field(() => ExcerptSource, { description: 'Where it comes from.' })
  source!: ExcerptSource;

  @Field(() => ID, { nullable: true, description: 'The message that it comes from; null when it comes from the ticket itself.' })
  messageId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The `seq` of that message.' })
  seq!: number | null;

  @Field(() => [ExcerptPart], { ...SHORT_LIST, description: 'The text in pieces.' })
  parts!: Part[];
}

@ObjectType({ description: 'A ticket that was found.', simpleResolvers: true })
class TicketHit implements Hit {
  @Field(() => Ticket, { description: 'The ticket.' })
  ticket!: Ticket;

  @Field(() => [Excerpt], { ...SHORT_LIST, description: 'Where in it, at most two places.' })
  excerpts!: TicketExcerpt[];
}

export const TicketHitConnection = connectionOf<Hit>('TicketHit', () => TicketHit);

@ArgsType()
export class SearchTicketsArgs implements PageArgs {
  @Field(() => String, {
    description: `Words and numbers, or a reference; the last word may be the beginning of one. A ticket is found when all of them are in it, be it in different messages. At most ${LIMITS.search.text} characters.`,
  })
  text!: string;

  @Field(() => TicketFilter, { nullable: true, description: 'Only among these.' })
  filter?: TicketFilter | null;

  @Field(() => Int, { defaultValue: LIMITS.page.default, description: 'How many.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The cursor to go on from.' })
  after?: string | null;
}

@ArgsType()
export class SimilarTicketsArgs {
  @Field(() => String, { description: `The subject of the new ticket, as far as it is written. At most ${LIMITS.ticket.subject} characters.` })
  subject!: string;
}
