import { IsOptional, IsUUID } from 'class-validator';
import { Field } from 'type-graphql';

/** The input field that makes a mutation safe to send again. */
export function ClientMutationIdField(): PropertyDecorator {
  const decorators = [
    Field(() => String, {
      nullable: true,
      description: 'A UUID made by the client. Sent again with the same one, the first result comes back and nothing happens twice.',
    }),
    IsOptional(),
    IsUUID(undefined, { message: 'clientMutationId must be a UUID.' }),
  ];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}
