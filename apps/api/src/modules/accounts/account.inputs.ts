import { LIMITS, MOBILE_PATTERN, Role, TokenScope } from '@ccr/domain';
import { ArrayNotEmpty, IsEmail, IsIn, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';

const { person, password } = LIMITS;

/** Only ASCII: databases differ in which other letters they take for the same. */
const Email = (): PropertyDecorator =>
  IsEmail({ allow_utf8_local_part: false }, { message: 'Write an e-mail address such as ann@example.com.' });

function NewPassword(): PropertyDecorator {
  const decorators = [
    Field(() => String, { description: `${password.min} to ${password.max} characters.` }),
    MinLength(password.min, { message: `Choose a password of at least ${password.min} characters.` }),
    MaxLength(password.max, { message: `Choose a password of at most ${password.max} characters.` }),
  ];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

@InputType({ description: 'A new customer.' })
export class SignUpInput {
  @TextField({ label: 'Your name', description: 'What you are called.', max: person.name, oneLine: true })
  name!: string;

  @TextField({ label: 'Your e-mail address', description: 'Upper and lower case are the same.', max: person.email })
  @Email()
  email!: string;

  @NewPassword()
  password!: string;

  @Field(() => String, { nullable: true, description: 'E.164: a plus sign, the country code, the number.' })
  @IsOptional()
  @Matches(MOBILE_PATTERN, { message: 'Write the number with its country code, such as +4915112345678.' })
  mobile?: string | null;
}

@InputType({ description: 'Who wants to come in.' })
export class SignInInput {
  @TextField({ label: 'Your e-mail address', description: 'As at sign-up.', max: person.email })
  email!: string;

  @Field(() => String, { description: 'As at sign-up.' })
  @MaxLength(password.max, { message: 'This password is longer than any can be.' })
  password!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Stay signed in for 30 days without use, instead of 12 hours.' })
  rememberMe!: boolean;
}

@InputType({ description: 'Someone who answers for the shop.' })
export class CreateAgentInput {
  @TextField({ label: 'The name', description: 'What customers see.', max: person.name, oneLine: true })
  name!: string;

  @TextField({ label: 'The e-mail address', description: 'They sign in with it.', max: person.email })
  @Email()
  email!: string;

  @NewPassword()
  password!: string;

  @Field(() => Role, { defaultValue: Role.AGENT, description: 'AGENT or ADMIN.' })
  @IsIn([Role.AGENT, Role.ADMIN], { message: 'Choose AGENT or ADMIN. Customers sign up themselves.' })
  role!: Role;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@InputType({ description: 'A token for a program that acts for you.' })
export class CreateAccessTokenInput {
  @TextField({ label: 'The name', description: 'To know it by.', max: LIMITS.accessToken.name, oneLine: true })
  name!: string;

  @Field(() => [TokenScope], { description: 'What it may be used for.' })
  @ArrayNotEmpty({ message: 'Choose at least one scope.' })
  scopes!: TokenScope[];
}

@InputType({ description: 'Which token to end.' })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: 'One of your own.' })
  accessTokenId!: string;
}
