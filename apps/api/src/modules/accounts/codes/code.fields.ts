import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field } from 'type-graphql';
import { applyDecorators } from '../../../platform/graphql';

/** Six digits, also as mail programs paste them: with spaces around or within. */
const SIX_DIGITS = /^\s*(\d\s?){6}$/;
/** A recovery code with its dashes, and room for spaces. */
const MAX_SECOND_FACTOR = 40;
/** More than any secret of ours has. */
const MAX_LINK_TOKEN = 100;

/** The six digits of a mail, or of an authenticator app; `message` says which. */
export const CodeField = (description: string, message = 'Write the six digits from the mail.'): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description }),
    Matches(SIX_DIGITS, { message }),
  );

/** The six digits of an authenticator app, or a recovery code. */
export const SecondFactorField = (description: string, { optional = false } = {}): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: optional, description }),
    ...(optional ? [IsOptional()] : []),
    MaxLength(MAX_SECOND_FACTOR, { message: 'This code is longer than any can be.' }),
  );

/** The secret of a mailed link. */
export const LinkTokenField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description: "From the mail's link." }),
    MaxLength(MAX_LINK_TOKEN, { message: 'This link is not complete, or has too much in it. Open it from the mail again.' }),
  );
