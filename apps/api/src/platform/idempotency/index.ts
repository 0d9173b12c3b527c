export { ClientMutation } from './client-mutation.entity';
export { ClientMutationIdField } from './client-mutation-id-field';
export { Idempotency } from './idempotency';
