import { IsOptional, ValidateBy } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Field } from 'type-graphql';
import { applyDecorators } from '../../../platform/graphql';

/** More than anyone writes around 15 digits. */
const MAX_WRITTEN = 40;

/**
 * The number in E.164, however its writer has spaced it; null when it is none, or has no country code. Only its length
 * is looked at: which numbers a country has given out changes faster than any list.
 */
export function parseMobile(written: unknown): string | null {
  if (typeof written !== 'string' || written.length > MAX_WRITTEN) return null;
  const number = parsePhoneNumberFromString(written.trim(), { extract: false });
  return number?.isPossible() && number.ext === undefined ? number.number : null;
}

/** A number to call, in the international form; `parseMobile` makes of it what is stored. */
export function Mobile(description = ''): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: true, description: `${description}A plus sign, the country code, the number; kept as E.164.` }),
    IsOptional(),
    ValidateBy({
      name: 'mobile',
      validator: {
        validate: (value) => parseMobile(value) !== null,
        defaultMessage: () => 'Write the number with its country code, such as +49 151 12345678.',
      },
    }),
  );
}
