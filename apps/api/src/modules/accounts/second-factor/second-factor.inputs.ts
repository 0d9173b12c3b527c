import { Field, ID, InputType } from 'type-graphql';
import { CodeField, SecondFactorField } from '../codes/code.fields';
import { KnownPassword } from '../people/person.fields';

const OWN_PASSWORD = 'Yours, again: the browser may have been left open.';

@InputType({ description: 'A second factor for your account.' })
export class StartSecondFactorInput {
  @KnownPassword(OWN_PASSWORD)
  password!: string;
}

@InputType({ description: 'The proof that your app has the secret.' })
export class ConfirmSecondFactorInput {
  @CodeField('Six digits from the app.', 'Write the six digits that your app shows.')
  code!: string;
}

@InputType({ description: 'Whose second factor goes off.' })
export class DisableSecondFactorInput {
  @KnownPassword(OWN_PASSWORD)
  password!: string;

  @SecondFactorField('Six digits from the app, or a recovery code.')
  code!: string;
}

@InputType({ description: 'Whose recovery codes to make anew.' })
export class RenewRecoveryCodesInput {
  @KnownPassword(OWN_PASSWORD)
  password!: string;

  @SecondFactorField('Six digits from the app, or a recovery code.')
  code!: string;
}

@InputType({ description: 'Who has lost their second factor.' })
export class ResetSecondFactorInput {
  @Field(() => ID, { description: 'Somebody else.' })
  userId!: string;

  @KnownPassword(OWN_PASSWORD)
  password!: string;
}
