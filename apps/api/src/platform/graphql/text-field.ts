import { IsOptional, Matches } from 'class-validator';
import { Field } from 'type-graphql';
import { applyDecorators } from './apply-decorators';

/** Something that can be seen: spaces come in many kinds, some of them of no width. */
const NOT_BLANK = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** No half characters, and no control characters but tab, line feed and carriage return. */
const PRINTABLE = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;
/** Also without the marks that turn the direction of what follows: a name could pose as another one. */
const ONE_LINE = /^[^\n\r\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/;

interface TextFieldOptions {
  /** How the page calls the field, for the sentences. */
  readonly label: string;
  readonly description: string;
  readonly max: number;
  readonly optional?: boolean;
  /** Whether something must be in it when it is there; by default when it is not optional. */
  readonly notBlank?: boolean;
  /** Names and the like: they end up in subjects and lists, where a line break makes one entry look like two. */
  readonly oneLine?: boolean;
}

/** A field of an input with text that people write: not blank, not too long, nothing unprintable. */
export function TextField(options: TextFieldOptions): PropertyDecorator {
  const { label, description, max, optional = false, notBlank = !optional, oneLine = false } = options;
  return applyDecorators(
    Field(() => String, { nullable: optional, description: `${description} At most ${max} characters.` }),
    ...(optional ? [IsOptional()] : []),
    ...(notBlank ? [Matches(NOT_BLANK, { message: `${label} is needed.` })] : []),
    // MaxLength would count characters of two units as one, and the marks that follow some as none.
    Matches(new RegExp(`^[^]{0,${max}}$`), { message: `${label} is too long: at most ${max} characters.` }),
    Matches(PRINTABLE, { message: `${label} has characters that can't be shown.` }),
    ...(oneLine ? [Matches(ONE_LINE, { message: `${label} must be in one line.` })] : []),
  );
}
