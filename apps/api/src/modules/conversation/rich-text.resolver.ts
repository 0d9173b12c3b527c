import { FieldResolver, Resolver, Root } from 'type-graphql';
import { LONG_TEXT } from '../../platform/graphql';
import { safeHtmlInTurn } from '../../platform/markdown';
import { Ticket } from '../tickets';
import { Message } from './message.entity';

const WHAT_IT_HAS = 'bold, italic, struck out, code, lists, quotes, links; safe to be shown as it is';

@Resolver(() => Message)
export class MessageHtmlResolver {
  @FieldResolver(() => String, { complexity: LONG_TEXT, description: `The text as HTML: ${WHAT_IT_HAS}.` })
  bodyHtml(@Root() { body }: Message): string | Promise<string> {
    return safeHtmlInTurn(body);
  }
}

@Resolver(() => Ticket)
export class DescriptionHtmlResolver {
  @FieldResolver(() => String, { complexity: LONG_TEXT, description: `The description as HTML: ${WHAT_IT_HAS}.` })
  descriptionHtml(@Root() { description }: Ticket): string | Promise<string> {
    return safeHtmlInTurn(description);
  }
}
