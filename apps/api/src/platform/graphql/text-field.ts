import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field } from 'type-graphql';

const NOT_BLANK = /\S/;
/** No control characters but tab, line feed and carriage return. */
const PRINTABLE = /^[\P{Cc}\t\n\r]*$/u;

interface TextFieldOptions {
  /** How the page calls the field, for the sentences. */
  readonly label: string;
  readonly description: string;
  readonly max: number;
  readonly optional?: boolean;
}

/** A field of an input with text that people write: not blank, not too long, nothing unprintable. */
export function TextField({ label, description, max, optional = false }: TextFieldOptions): PropertyDecorator {
  const decorators = [
    Field(() => String, { nullable: optional, description: `${description} At most ${max} characters.` }),
    ...(optional ? [IsOptional()] : [Matches(NOT_BLANK, { message: `${label} is needed.` })]),
    MaxLength(max, { message: `${label} is too long: at most ${max} characters.` }),
    Matches(PRINTABLE, { message: `${label} has characters that can't be shown.` }),
  ];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}
