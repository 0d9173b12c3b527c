import { IsOptional, IsUUID } from 'class-validator';
import { Field } from 'type-graphql';
import { applyDecorators } from '../graphql';

const FIRST_RESULT = 'the first result comes back and nothing happens twice.';

/** The input field that makes a mutation safe to send again. `then` goes on from "Sent again with the same one, …". */
export function ClientMutationIdField(then = FIRST_RESULT): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: true, description: `A UUID made by the client. Sent again with the same one, ${then}` }),
    IsOptional(),
    IsUUID(undefined, { message: 'clientMutationId must be a UUID.' }),
  );
}
