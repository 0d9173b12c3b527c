import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authentication, Authenticator } from '../auth';
import { UserError } from '../errors';
import { OperationBudget, OperationWatch, createApollo, createWebSocketHandler, type GraphqlContext, Loaders, type ResolverInstances, type SocketRegistry } from '../graphql';
import type { Platform } from '../platform';
import { Budget } from '../throttle';
import { sendError } from './error-reply';
import { sessionCookie } from './session-cookie';

/** So many times the budget of one token all tokens of a person have: making more of them brings no more. */
const TOKENS_TOGETHER = 4;

/** What the one endpoint is made of. */
export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly resolvers: ResolverInstances;
  readonly authenticator: Authenticator;
  readonly sockets: SocketRegistry;
}

/** `/graphql`: POST for operations, a WebSocket upgrade for subscriptions. */
export async function registerGraphql(app: FastifyInstance, platform: Platform, parts: GraphqlParts): Promise<void> {
  const { database, log, config, redis, replicas, metrics, tracing } = platform;
  const ofAllTokens = new Budget(TOKENS_TOGETHER * config.costPerMinute, redis);
  const budget = new OperationBudget(parts.schema, new Budget(config.costPerMinute, redis), ofAllTokens, (personId) => replicas.writes(personId));
  const watch = new OperationWatch(metrics, tracing, log);
  const apollo = createApollo({ schema: parts.schema, budget, watch, app, log });
  await apollo.start();
  const authentications = new WeakMap<FastifyRequest, Authentication | null>();

  app.route({
    method: 'POST',
    url: '/graphql',
    preHandler: async (request, reply) => {
      void reply.header('cache-control', 'no-store'); // answers are the viewer's own
      const { authorization, 'ccr-viewer': expectedViewerId } = request.headers;
      authentications.set(request, await parts.authenticator.authenticate(request, { authorization, expectedViewerId }));
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply): Promise<GraphqlContext> => ({
        viewer: authentications.get(request)?.viewer ?? null,
        loaders: new Loaders(database, true),
        resolvers: parts.resolvers,
        client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
        budget: null,
        sessionCookie: () => sessionCookie(request, reply, config),
      }),
    }),
  });

  app.route({
    method: 'GET',
    url: '/graphql',
    handler: (_request, reply) => {
      void reply.header('allow', 'POST');
      const message = 'POST an operation as JSON, or open a WebSocket with the protocol graphql-transport-ws.';
      return sendError(reply, new UserError('BAD_USER_INPUT', message), 405);
    },
    wsHandler: createWebSocketHandler({ ...parts, budget, watch, database, log }),
  });
}
