import { randomUUID } from 'node:crypto';
import type { ValidationError } from 'class-validator';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ArgumentValidationError } from 'type-graphql';
import { type Issue, UserError } from '../errors';
import { currentScope } from '../logging';

const constraintIssues = (path: string, errors: readonly ValidationError[]): Issue[] =>
  errors.flatMap((error) => [
    ...Object.values(error.constraints ?? {}).map((message) => ({ path: `${path}.${error.property}`, message })),
    ...constraintIssues(`${path}.${error.property}`, error.children ?? []),
  ]);

/** graphql-js tells where a variable is wrong only in its message. */
function coercionIssues(message: string): Issue[] {
  const [, variable, rest] = /^Variable "\$(\w+)" got invalid value .*?; (.*)$/s.exec(message) ?? [];
  if (!variable || !rest) return [];
  const at = / at "([^"]+)"; /.exec(message)?.[1] ?? variable;
  const missing = /^Field "(\w+)" of required type/.exec(rest)?.[1];
  return [{ path: missing ? `${at}.${missing}` : at, message: missing ? 'This is needed.' : rest }];
}

/** While fields are executed, what is wrong with the operation points into it; what is wrong with our answer does not. */
const isCallersMistake = ({ path }: GraphQLError, cause: GraphQLError): boolean => path === undefined || cause.nodes !== undefined;

const userError = ({ code, details: { current, ...details } }: UserError): Record<string, unknown> => ({ code, ...details, ...current });

/** Turns whatever went wrong into what the caller may know. Bugs get the request's id, which is in the log, and nothing else. */
export function formatError(error: GraphQLError, log: Logger): GraphQLFormattedError {
  const { originalError: cause, message, locations, path } = error;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  if (cause instanceof UserError) return { message: cause.message, ...where, extensions: userError(cause) };
  if (cause instanceof ArgumentValidationError) {
    const { validationErrors } = cause.extensions as { validationErrors: ValidationError[] };
    const issues = constraintIssues('input', validationErrors);
    return { message: issues[0]?.message ?? 'The input is not valid.', ...where, extensions: { code: 'BAD_USER_INPUT', issues } };
  }
  if (error.extensions['code'] === 'QUERY_TOO_COMPLEX') return { message, ...where, extensions: { code: 'QUERY_TOO_COMPLEX' } };
  if (!cause || (cause instanceof GraphQLError && isCallersMistake(error, cause))) {
    const issues = coercionIssues(message);
    return { message, ...where, extensions: { code: 'BAD_USER_INPUT', ...(issues.length > 0 && { issues }) } };
  }
  const errorId = currentScope()?.requestId ?? randomUUID();
  log.error({ err: cause, errorId, path }, 'An operation failed');
  return {
    message: `Something went wrong on our side. Try again; if it stays, tell us this number: ${errorId}`,
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  };
}
