import { InputType } from 'type-graphql';
import { KnownPassword, NewPassword } from '../people/person.fields';

@InputType({ description: 'Another password for your account.' })
export class ChangePasswordInput {
  @KnownPassword('The one that you have now.')
  currentPassword!: string;

  @NewPassword()
  newPassword!: string;
}
