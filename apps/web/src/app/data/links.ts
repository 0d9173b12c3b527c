import { ApolloLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import type { LiveSocket } from './live-socket';
import { toProblem } from './problem';
import type { SessionDoubt } from './session-doubt';

const REQUEST_TIMEOUT = 20_000;
const ANSWER_TIMEOUT = 5 * 60_000;

/** Queries and mutations go over HTTP, subscriptions over the socket; both tell when we are no longer signed in. */
export function createLink(socket: LiveSocket, doubt: SessionDoubt): ApolloLink {
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin', fetch: fetchWithTimeout });
  return new ErrorLink(({ error }) => {
    if (toProblem(error).code === 'UNAUTHENTICATED') doubt.raised.next();
  }).concat(
    ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket.client),
      http,
    ),
  );
}

/**
 * A request on a dead connection would hang for minutes: better to say so and offer another try. An answer that has
 * begun gets longer: what is held on someone may be much, and their connection slow.
 */
export async function fetchWithTimeout(uri: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), REQUEST_TIMEOUT);
  const signals = [silence.signal, AbortSignal.timeout(ANSWER_TIMEOUT), ...(init.signal ? [init.signal] : [])];
  try {
    return await fetch(uri, { ...init, signal: AbortSignal.any(signals) });
  } finally {
    clearTimeout(timer);
  }
}
