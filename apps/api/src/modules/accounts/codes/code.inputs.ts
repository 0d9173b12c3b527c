import { LIMITS, NotificationChannel } from '@ccr/domain';
import { IsIn } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { TextField } from '../../../platform/graphql';
import { Email, KnownPassword, NewPassword } from '../people/person.fields';
import { CodeField } from './code.fields';

@InputType({ description: 'The proof that mail reaches you.' })
export class VerifyEmailInput {
  @CodeField('Six digits from the mail.')
  code!: string;
}

@InputType({ description: 'Where mail is to go from now on.' })
export class RequestEmailChangeInput {
  @TextField({ label: 'Your new e-mail address', description: 'Upper and lower case are the same.', max: LIMITS.person.email })
  @Email()
  newEmail!: string;

  @KnownPassword('The one that you sign in with.')
  password!: string;
}

@InputType({ description: 'The proof that mail reaches you at the new address.' })
export class ConfirmEmailChangeInput {
  @CodeField('Six digits from the mail to the new address.')
  code!: string;
}

@InputType({ description: 'Whose password is forgotten.' })
export class RequestPasswordResetInput {
  @TextField({ label: 'Your e-mail address', description: 'As at sign-up.', max: LIMITS.person.email })
  @Email()
  email!: string;

  @Field(() => NotificationChannel, { defaultValue: NotificationChannel.MAIL, description: 'MAIL, or SMS where `smsAvailable`.' })
  @IsIn([NotificationChannel.MAIL, NotificationChannel.SMS], { message: 'Choose mail or a text message.' })
  channel!: NotificationChannel;
}

@InputType({ description: 'The proof that it is you who asks.' })
export class RequestMobileCodeInput {
  @KnownPassword('The one that you sign in with: whoever has the number can reset it.')
  password!: string;
}

@InputType({ description: 'The proof that text messages reach you.' })
export class VerifyMobileInput {
  @CodeField('Six digits from the text message.', 'Write the six digits from the text message.')
  code!: string;
}

@InputType({ description: 'Another password, with the code instead of the one before.' })
export class ResetPasswordInput {
  @TextField({ label: 'Your e-mail address', description: 'The one that the code was asked for with.', max: LIMITS.person.email })
  @Email()
  email!: string;

  @CodeField('Six digits from the mail or the text message. They are good for ten minutes, and once.', 'Write the six digits of the code.')
  code!: string;

  @NewPassword()
  newPassword!: string;
}
