import { setImmediate } from 'node:timers/promises';
import type { WebSocket, WebsocketHandler } from '@fastify/websocket';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { CloseCode, type Context, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { type Extra, makeHandler } from 'graphql-ws/use/@fastify/websocket';
import type { Logger } from 'pino';
import type { Authentication, Authenticator } from '../auth';
import type { Database } from '../database';
import { UserError } from '../errors';
import type { GraphqlContext } from './context';
import { formatError } from './format-error';
import { OPERATION_LIMITS, refuseTooComplex } from './limits';
import { Loaders } from './loaders';
import { OperationGate, refusal } from './operation-gate';
import type { ResolverInstances } from './resolver-instances';
import type { SocketRegistry } from './socket-registry';

/** How many subscriptions may be open on one socket. */
const MAX_SUBSCRIPTIONS = 100;
const TOO_MANY = refusal(new UserError('RATE_LIMITED', `At most ${MAX_SUBSCRIPTIONS} operations may be open on one connection.`));
/** How much may wait for a client that does not read. It can come again and resume. */
const MAX_UNREAD_BYTES = 1024 * 1024;

type Params = { authorization?: unknown; viewer?: unknown };
type Connection = { authentication: Authentication | null; gate: OperationGate };
type Socket = Context<Params, Extra & Partial<Connection>>;

interface SocketContext extends GraphqlContext {
  readonly gate: OperationGate;
}

interface WebSocketParts {
  readonly schema: GraphQLSchema;
  readonly authenticator: Authenticator;
  readonly sockets: SocketRegistry;
  readonly database: Database;
  readonly resolvers: ResolverInstances;
  readonly log: Logger;
}

const noCookies = (): never => {
  throw new UserError('BAD_USER_INPUT', 'Sign in and out over HTTP: a WebSocket can not set the cookie.');
};

/** What resolvers get for an operation on a socket: the same as over HTTP, but for cookies. */
const contextOf = (socket: Socket, { database, resolvers }: WebSocketParts): SocketContext => {
  const { request, authentication, gate = new OperationGate() } = socket.extra;
  return {
    viewer: authentication?.viewer ?? null,
    loaders: new Loaders(database, false),
    resolvers,
    client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
    sessionCookie: noCookies,
    gate,
  };
};

/** The same steps as over HTTP: parse, validate, limits. */
function prepare(parts: WebSocketParts, socket: Socket, payload: SubscribePayload): ExecutionArgs | GraphQLError[] {
  const { schema } = parts;
  if (socket.extra.socket.readyState !== socket.extra.socket.OPEN) {
    return [refusal(new UserError('UNAUTHENTICATED', 'This connection is closing.'))]; // its session may have ended
  }
  let document;
  try {
    document = parse(payload.query, { maxTokens: OPERATION_LIMITS.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) return [...invalid];
  const { variables, operationName } = payload;
  const tooMuch = refuseTooComplex(schema, { document, variables, operationName });
  if (tooMuch) return [tooMuch];
  return {
    schema,
    document,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
    contextValue: contextOf(socket, parts),
  };
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

/** Serves GraphQL over WebSocket (protocol graphql-transport-ws) with the context, guards and limits of HTTP. */
export function createWebSocketHandler(parts: WebSocketParts): WebsocketHandler {
  const { authenticator, sockets, log } = parts;
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
      sockets.add(extra.socket, extra.authentication, authenticate);
      return true;
    },
    onSubscribe: async (socket, _id, payload) => {
      if (Object.keys(socket.subscriptions).length > MAX_SUBSCRIPTIONS) return [TOO_MANY];
      await setImmediate(); // many frames at once must not keep everybody else waiting
      return prepare(parts, socket, payload);
    },
    execute: (args) => (args.contextValue as SocketContext).gate.execute(args),
    onError: (_socket, _id, _payload, errors) => errors.map((error) => formatError(error, log)),
    onNext: (_socket, _id, _payload, _args, result) =>
      result.errors ? { ...result, errors: result.errors.map((error) => formatError(error, log)) } : undefined,
  };
  const handle = makeHandler({ ...options, isProd: true }); // or it tells clients what went wrong inside
  return function (socket, request) {
    const before = socket.listeners('error');
    socket.on('message', () => {
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
    });
    void handle.call(this, socket, request);
    // It would print every bad frame to the console, past the log; whoever opened the socket listens already.
    for (const listener of socket.listeners('error')) {
      if (!before.includes(listener)) socket.off('error', listener as () => void);
    }
  };
}
