import { type Language, LANGUAGES, LIMITS } from '@ccr/domain';
import { IsIn, IsOptional, ValidateBy } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { TextField } from '../../../platform/graphql';
import { Mobile } from '../people/mobile';

/** Names only: the engine knows offsets such as +01:00 as well, which stand still when the clocks change. */
const ZONE_NAME = /^[A-Z][\w+-]*(?:\/[\w+-]+)*$/;
const MAX_ZONE = 64;

/** Whether it is the name of a time zone that the engine knows: any other makes it throw where a moment is written. */
export function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > MAX_ZONE || !ZONE_NAME.test(value)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false; // it throws a RangeError for a name that it does not know
  }
}

@InputType({ description: 'What changes of you. What is left out stays as it is.' })
export class UpdateProfileInput {
  @TextField({ label: 'Your name', description: 'What you are called.', max: LIMITS.person.name, oneLine: true, optional: true, notBlank: true })
  name?: string | null;

  @Mobile('Null removes it. ')
  mobile?: string | null;

  @Field(() => String, { nullable: true, description: `One of ${LANGUAGES.join(', ')} (BCP 47). Null is the first of them.` })
  @IsOptional()
  @IsIn(LANGUAGES, { message: `Choose one of ${LANGUAGES.join(', ')}.` })
  language?: Language | null;

  @Field(() => String, { nullable: true, description: "An IANA name such as Europe/Berlin. Null is the browser's own." })
  @IsOptional()
  @ValidateBy({
    name: 'timeZone',
    validator: { validate: isTimeZone, defaultMessage: () => 'Choose a time zone by its name, such as Europe/Berlin.' },
  })
  timeZone?: string | null;
}
