import { execute, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { UserError } from '../errors';

/** How many queries and mutations may run on one socket at a time. */
const MAX_RUNNING = 10;

/** An error of ours where GraphQL wants one of its own. */
export const refusal = (error: UserError): GraphQLError => new GraphQLError(error.message, { originalError: error });

/**
 * Runs the queries and mutations of one socket. The client's `complete` ends its interest, not the work, so it is the
 * work that is counted.
 */
export class OperationGate {
  private running = 0;

  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    if (this.running >= MAX_RUNNING) {
      const words = `At most ${MAX_RUNNING} queries and mutations may run on one connection at a time.`;
      return { errors: [refusal(new UserError('RATE_LIMITED', words, { retryAfterSeconds: 1 }))] };
    }
    this.running++;
    try {
      return await execute(args);
    } finally {
      this.running--;
    }
  }
}
