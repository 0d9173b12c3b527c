import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, UserError } from '../errors';

const STATUS: Record<ErrorCode, number> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  SECOND_FACTOR_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  QUERY_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
};

/** The sentence for what Fastify itself refuses. */
function refusal(error: FastifyError, maxBytes: number): UserError | null {
  if (error.statusCode === 413) return new UserError('PAYLOAD_TOO_LARGE', `The request is too large: at most ${maxBytes} bytes.`);
  if (error.statusCode === 415) return new UserError('BAD_USER_INPUT', 'Send application/json.');
  if (error.statusCode && error.statusCode < 500) return new UserError('BAD_USER_INPUT', 'The request is not valid JSON over HTTP.');
  return null;
}

/** An error in the shape in which GraphQL answers, so that a client needs one way to read them. */
export const sendError = (reply: FastifyReply, error: UserError, status = STATUS[error.code]): FastifyReply =>
  reply
    .code(status)
    .send({ errors: [{ message: error.message, extensions: { code: error.code, ...error.details } }] });

/** Answers every error outside of GraphQL in GraphQL's shape, without telling anything about us. */
export const answerErrors =
  (maxBytes: number) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = error instanceof UserError ? error : refusal(error, maxBytes);
    if (known) return sendError(reply, known);
    request.log.error({ err: error }, 'A request failed');
    const extensions = { code: 'INTERNAL_SERVER_ERROR', errorId: request.id };
    return reply.code(500).send({ errors: [{ message: 'Something went wrong on our side. Try again.', extensions }] });
  };
