import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { WebSocket, WebsocketHandler } from '@fastify/websocket';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse, subscribe, validate } from 'graphql';
import { CloseCode, type Context, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { type Extra, makeHandler } from 'graphql-ws/use/@fastify/websocket';
import type { Logger } from 'pino';
import type { Authentication, Authenticator } from '../auth';
import type { Database } from '../database';
import { UserError } from '../errors';
import { RequestScope } from '../logging';
import type { OperationBudget } from './operation-budget';
import type { GraphqlContext } from './context';
import { OPERATION_LIMITS } from './limits';
import { Loaders } from './loaders';
import { OperationGate, refusal } from './operation-gate';
import type { OperationWatch, Watched } from './operation-watch';
import type { ResolverInstances } from './resolver-instances';
import type { SocketRegistry } from './socket-registry';

/** How many subscriptions may be open on one socket. */
const MAX_SUBSCRIPTIONS = 100;
const TOO_MANY = refusal(new UserError('RATE_LIMITED', `At most ${MAX_SUBSCRIPTIONS} operations may be open on one connection.`));
const CLOSING = refusal(new UserError('UNAUTHENTICATED', 'This connection is closing.'));
/** How much may wait for a client that does not read. It can come again and resume. */
const MAX_UNREAD_BYTES = 1024 * 1024;

type Params = { authorization?: unknown; viewer?: unknown };
type Connection = { authentication: Authentication | null; gate: OperationGate };
type Socket = Context<Params, Extra & Partial<Connection>>;

interface SocketContext extends GraphqlContext {
  readonly gate: OperationGate;
  readonly watched: Watched;
}

interface WebSocketParts {
  readonly schema: GraphQLSchema;
  readonly budget: OperationBudget;
  readonly authenticator: Authenticator;
  readonly sockets: SocketRegistry;
  readonly database: Database;
  readonly resolvers: ResolverInstances;
  readonly watch: OperationWatch;
  readonly log: Logger;
}

const noCookies = (): never => {
  throw new UserError('BAD_USER_INPUT', 'Sign in and out over HTTP: a WebSocket can not set the cookie.');
};

/** What resolvers get for an operation on a socket: the same as over HTTP, but for cookies. */
const contextOf = (socket: Socket, { database, resolvers, watch }: WebSocketParts): SocketContext => {
  const { request, authentication, gate = new OperationGate() } = socket.extra;
  return {
    viewer: authentication?.viewer ?? null,
    loaders: new Loaders(database, false),
    resolvers,
    client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
    budget: null,
    sessionCookie: noCookies,
    gate,
    watched: watch.begin('websocket'),
  };
};

/** The same steps as over HTTP: parse, validate, limits, budget. @throws GraphQLError, or resolves to what is not valid. */
async function check({ schema, budget }: WebSocketParts, contextValue: SocketContext, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { variables, operationName } = payload;
  const document = parse(payload.query, { maxTokens: OPERATION_LIMITS.tokens });
  const invalid = validate(schema, document);
  if (invalid.length > 0) return invalid;
  await budget.admit(contextValue, { document, variables, operationName });
  return { schema, document, variableValues: variables ?? {}, operationName: operationName ?? null, contextValue };
}

/** Resolves to what is to be executed, or to why it is not. */
async function prepare(parts: WebSocketParts, socket: Socket, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const context = contextOf(socket, parts);
  const checked = await check(parts, context, payload).catch((error: unknown) => {
    if (error instanceof GraphQLError) return [error];
    throw error;
  });
  await parts.budget.countRefused(context);
  if (!('document' in checked)) context.watched.end(null, true);
  // Only now, with nothing more to wait for: its session may have ended.
  if (socket.extra.socket.readyState !== socket.extra.socket.OPEN) return [CLOSING];
  return checked;
}

/** Ends a socket that may not open. */
function refuse(socket: WebSocket, error: unknown, log: Logger): void {
  if (error instanceof UserError) {
    socket.close(error.code === 'UNAUTHENTICATED' ? CloseCode.Unauthorized : CloseCode.Forbidden, error.message);
  } else {
    log.error({ err: error }, 'A WebSocket could not be opened');
    socket.close(CloseCode.InternalServerError, 'Something went wrong on our side');
  }
}

/**
 * A socket that breaks while something is sent tells so by its 'close'. The library would also take it for a mistake of
 * ours and print it to the console, past the log.
 */
function leaveToClose(socket: WebSocket): WebSocket {
  const send = socket.send.bind(socket) as (data: string, done: () => void) => void;
  return Object.assign(socket, { send: (data: string, done: () => void) => send(data, () => done()) });
}

/** Serves GraphQL over WebSocket (protocol graphql-transport-ws) with the context, guards and limits of HTTP. */
export function createWebSocketHandler(parts: WebSocketParts): WebsocketHandler {
  const { authenticator, sockets, watch, log } = parts;
  const options: ServerOptions<Params, Extra & Partial<Connection>> = {
    schema: parts.schema,
    connectionInitWaitTimeout: 10_000,
    onConnect: async ({ extra, connectionParams }) => {
      const authenticate = (): Promise<Authentication | null> =>
        authenticator.authenticate(extra.request, {
          authorization: connectionParams?.authorization,
          expectedViewerId: connectionParams?.viewer,
        });
      extra.gate = new OperationGate();
      try {
        extra.authentication = await authenticate();
      } catch (error) {
        refuse(extra.socket, error, log);
        return false;
      }
      if (extra.authentication) sockets.watch(extra.socket, extra.authentication, authenticate);
      return true;
    },
    onSubscribe: async (socket, _id, payload) => {
      if (Object.keys(socket.subscriptions).length > MAX_SUBSCRIPTIONS) return [TOO_MANY];
      await setImmediate(); // many frames at once must not keep everybody else waiting
      return prepare(parts, socket, payload);
    },
    execute: async (args) => {
      const { gate, watched } = args.contextValue as SocketContext;
      const result = await sockets.finish(gate.execute(args));
      watched.end(args, Boolean(result.errors));
      return result;
    },
    subscribe: async (args) => {
      const result = await subscribe(args);
      const begun = Symbol.asyncIterator in result;
      (args.contextValue as SocketContext).watched.end(args, !begun);
      return begun ? watch.subscribed(result, args) : result;
    },
    onError: (_socket, _id, _payload, errors) => errors.map((error) => watch.format(error)),
    onNext: (_socket, _id, _payload, _args, result) =>
      result.errors ? { ...result, errors: result.errors.map((error) => watch.format(error)) } : undefined,
  };
  const handle = makeHandler({ ...options, isProd: true }); // or it tells clients what went wrong inside
  return function (socket, request) {
    sockets.add(socket);
    const before = socket.listeners('error');
    socket.on('message', () => {
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
    });
    const others = socket.listeners('message');
    void handle.call(this, leaveToClose(socket), request);
    // Each message is a request of its own, with an id that it is found by in the log.
    for (const listener of socket.listeners('message').filter((one) => !others.includes(one))) {
      socket.off('message', listener as () => void);
      socket.on('message', (...message) => new RequestScope(randomUUID()).run(() => listener(...message) as unknown));
    }
    // It would print every bad frame to the console, past the log; whoever opened the socket listens already.
    for (const listener of socket.listeners('error')) {
      if (!before.includes(listener)) socket.off('error', listener as () => void);
    }
  };
}
