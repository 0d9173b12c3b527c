import { Availability, LIMITS, Role, STAFF } from '@ccr/domain';
import { IsIn, IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { applyDecorators, TextField } from '../../../platform/graphql';
import { ClientMutationIdField } from '../../../platform/idempotency';
import { LinkTokenField } from '../codes/code.fields';
import { AccountState } from '../people/account-state';
import { Email, NewPassword } from '../people/person.fields';

registerEnumType(Availability, {
  name: 'Availability',
  description: 'Whether an agent takes tickets now.',
  valuesConfig: {
    ON: { description: 'They take tickets.' },
    AWAY: { description: 'They take none for now.' },
  },
});

const { capacity } = LIMITS.agent;
const NO_CUSTOMERS = { message: 'Choose AGENT or ADMIN. Customers sign up themselves.' };

/** How many active tickets an agent takes at most. */
function CapacityField(): PropertyDecorator {
  const wrong = { message: `Choose a number from 1 to ${capacity}, or none.` };
  return applyDecorators(
    Field(() => Int, { nullable: true, description: `How many active tickets they take at most: 1 to ${capacity}; null is any number.` }),
    IsOptional(),
    Min(1, wrong),
    Max(capacity, wrong),
  );
}

@InputType({ description: 'Someone who answers for the shop.' })
export class CreateAgentInput {
  @TextField({ label: 'The name', description: 'What customers see.', max: LIMITS.person.name, oneLine: true })
  name!: string;

  @TextField({ label: 'The e-mail address', description: 'They sign in with it.', max: LIMITS.person.email })
  @Email()
  email!: string;

  @NewPassword({ optional: true, description: 'Their first one, which they change when they sign in. Without it they are invited by mail. ' })
  password?: string | null;

  @Field(() => Role, { defaultValue: Role.AGENT, description: 'AGENT or ADMIN.' })
  @IsIn([...STAFF], NO_CUSTOMERS)
  role!: Role;

  @Field(() => [ID], { nullable: true, description: 'What they are expert in: some of `topics`.' })
  topicIds?: string[] | null;

  @CapacityField()
  capacity?: number | null;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@InputType({ description: 'What is to be different about an agent or admin. What is left out stays.' })
export class UpdateAgentInput {
  @Field(() => ID, { description: 'The agent or admin.' })
  agentId!: string;

  @TextField({ label: 'The name', description: 'What customers see.', max: LIMITS.person.name, optional: true, notBlank: true, oneLine: true })
  name?: string | null;

  @Field(() => Role, { nullable: true, description: 'AGENT or ADMIN. Another role signs them out everywhere.' })
  @IsOptional()
  @IsIn([...STAFF], NO_CUSTOMERS)
  role?: Role | null;

  @Field(() => [ID], { nullable: true, description: 'All that they are expert in.' })
  topicIds?: string[] | null;

  @CapacityField()
  capacity?: number | null;
}

@InputType({ description: 'Who is to be let in no more.' })
export class DeactivateAgentInput {
  @Field(() => ID, { description: 'The agent or admin.' })
  agentId!: string;
}

@InputType({ description: 'Who is to be let in again.' })
export class ReactivateAgentInput {
  @Field(() => ID, { description: 'The agent or admin.' })
  agentId!: string;
}

@InputType({ description: 'Who is to be invited once more.' })
export class ResendInvitationInput {
  @Field(() => ID, { description: 'The agent or admin.' })
  agentId!: string;
}

@InputType({ description: 'Whether you take tickets now.' })
export class SetAvailabilityInput {
  @Field(() => Availability, { description: 'ON or AWAY.' })
  availability!: Availability;
}

@InputType({ description: 'The first password of someone who was invited.' })
export class AcceptInvitationInput {
  @LinkTokenField()
  token!: string;

  @NewPassword()
  password!: string;
}

@InputType({ description: 'Which agents and admins to list.' })
export class AgentFilter {
  @Field(() => String, { nullable: true, description: `Part of the name or the address. At most ${LIMITS.person.email} characters.` })
  search?: string | null;

  @Field(() => Role, { nullable: true, description: 'Only those of this role.' })
  role?: Role | null;

  @Field(() => AccountState, { nullable: true, description: 'Only those whose account stands there. Without it all but the erased ones.' })
  state?: AccountState | null;

  @Field(() => ID, { nullable: true, description: 'Only those who are expert in this topic.' })
  topicId?: string | null;
}
