import type { MessageKind, QuoteFieldsFragment } from '#graphql';

/** Who is said to have written what nobody wrote just now: the shop. */
export const AUTOMATIC = 'Automatic answer';

/** A message that another one answers, as it is shown there. */
export interface Quote {
  readonly id: string;
  readonly kind: MessageKind;
  readonly body: string;
  readonly author: string;
}

/** The message as a quote, in the words of who reads it. */
export const toQuote = ({ id, kind, body, automatic, author }: QuoteFieldsFragment, readerId: string | undefined): Quote => ({
  id,
  kind,
  body,
  author: automatic ? AUTOMATIC : author.id === readerId ? 'You' : author.name,
});
