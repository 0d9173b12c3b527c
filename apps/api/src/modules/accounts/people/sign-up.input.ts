import { LIMITS } from '@ccr/domain';
import { InputType } from 'type-graphql';
import { TextField } from '../../../platform/graphql';
import { Mobile } from './mobile';
import { Email, NewPassword } from './person.fields';

@InputType({ description: 'A new customer.' })
export class SignUpInput {
  @TextField({ label: 'Your name', description: 'What you are called.', max: LIMITS.person.name, oneLine: true })
  name!: string;

  @TextField({ label: 'Your e-mail address', description: 'Upper and lower case are the same.', max: LIMITS.person.email })
  @Email()
  email!: string;

  @NewPassword()
  password!: string;

  @Mobile()
  mobile?: string | null;
}
