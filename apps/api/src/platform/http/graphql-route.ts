import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authentication, Authenticator } from '../auth';
import { UserError } from '../errors';
import { createApollo, createWebSocketHandler, type GraphqlContext, Loaders, type ResolverInstances, type SocketRegistry } from '../graphql';
import type { Platform } from '../platform';
import { sendError } from './error-reply';
import { sessionCookie } from './session-cookie';

/** What the one endpoint is made of. */
export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly resolvers: ResolverInstances;
  readonly authenticator: Authenticator;
  readonly sockets: SocketRegistry;
}

/** `/graphql`: POST for operations, a WebSocket upgrade for subscriptions. */
export async function registerGraphql(app: FastifyInstance, platform: Platform, parts: GraphqlParts): Promise<void> {
  const { database, log, config } = platform;
  const apollo = createApollo(parts.schema, app, log);
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
        sessionCookie: () => sessionCookie(reply, config),
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
    wsHandler: createWebSocketHandler({ ...parts, database, log }),
  });
}
