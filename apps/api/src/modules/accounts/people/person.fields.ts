import { LIMITS } from '@ccr/domain';
import { isEmail, IsOptional, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { Field } from 'type-graphql';
import { applyDecorators } from '../../../platform/graphql';

const { password } = LIMITS;

/** Visible ASCII without quotes: databases and mail servers differ in which other letters they take for the same. */
const PLAIN = /^[!#-~]*$/;
/** Reserved for what never gets mail (RFC 2606); accounts that were erased have such an address. */
const NEVER_MAIL = /[@.]invalid$/i;

/** What is wrong with an address, in words for whoever wrote it; null when nothing is. */
function wrongWith(address: unknown): string | null {
  if (typeof address === 'string' && !PLAIN.test(address)) {
    return 'Write the address in plain letters, without accents, quotes or spaces: such as ann@example.com.';
  }
  if (!isEmail(address)) return 'Write an e-mail address such as ann@example.com.';
  return NEVER_MAIL.test(String(address)) ? 'No mail arrives at an address that ends in .invalid. Write another one.' : null;
}

/** An address to write to. */
export const Email = (): PropertyDecorator =>
  ValidateBy({
    name: 'email',
    validator: {
      validate: (address) => wrongWith(address) === null,
      defaultMessage: (args) => wrongWith(args?.value) ?? '',
    },
  });

/** A password that is being chosen; whether it is easy to guess is looked at by the service. */
export function NewPassword({ optional = false, description = '' } = {}): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: optional, description: `${description}${password.min} to ${password.max} characters, not easy to guess.` }),
    ...(optional ? [IsOptional()] : []),
    MinLength(password.min, { message: `Choose a password of at least ${password.min} characters.` }),
    MaxLength(password.max, { message: `Choose a password of at most ${password.max} characters.` }),
  );
}

/** A password that is there already, to prove who one is. */
export function KnownPassword(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { description }),
    MaxLength(password.max, { message: 'This password is longer than any can be.' }),
  );
}
