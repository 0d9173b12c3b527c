import { LIMITS } from '@ccr/domain';
import { Field, InputType } from 'type-graphql';
import { TextField } from '../../../platform/graphql';
import { LinkTokenField, SecondFactorField } from '../codes/code.fields';
import { KnownPassword } from '../people/person.fields';

@InputType({ description: 'Who wants to come in.' })
export class SignInInput {
  @TextField({ label: 'Your e-mail address', description: 'As at sign-up.', max: LIMITS.person.email })
  email!: string;

  @KnownPassword('As at sign-up.')
  password!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Stay signed in for 30 days without use, instead of 12 hours.' })
  rememberMe!: boolean;

  @SecondFactorField(
    'Six digits from the authenticator app, or a recovery code. Needed when the answer without it is SECOND_FACTOR_REQUIRED.',
    { optional: true },
  )
  code?: string | null;
}

@InputType({ description: "A sign-in that wasn't yours." })
export class ReportSignInInput {
  @LinkTokenField()
  token!: string;
}
