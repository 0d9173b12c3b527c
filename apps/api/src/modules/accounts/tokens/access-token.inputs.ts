import { LIMITS, TokenScope } from '@ccr/domain';
import { ArrayNotEmpty, IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { TextField } from '../../../platform/graphql';
import { ClientMutationIdField } from '../../../platform/idempotency';

const { name, days } = LIMITS.accessToken;
const DAYS = { message: `Choose 1 to ${days} days.` };

@InputType({ description: 'A token for a program that acts for you.' })
export class CreateAccessTokenInput {
  @TextField({ label: 'The name', description: 'To know it by.', max: name, oneLine: true })
  name!: string;

  @Field(() => [TokenScope], { description: 'What it may be used for.' })
  @ArrayNotEmpty({ message: 'Choose at least one scope.' })
  scopes!: TokenScope[];

  @Field(() => Int, { nullable: true, description: `1 to ${days}; without it the token does not end by itself.` })
  @IsOptional()
  @Min(1, DAYS)
  @Max(days, DAYS)
  expiresInDays?: number | null;

  @ClientMutationIdField('the same token comes back with a new secret, and the first secret ends: it is kept nowhere to be told again.')
  clientMutationId?: string | null;
}

@InputType({ description: 'Which token to end.' })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: 'One of your own.' })
  accessTokenId!: string;
}
