import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { GraphqlContext } from './context';
import { formatError } from './format-error';
import { OPERATION_LIMITS, refuseTooComplex } from './limits';

/** It would be executed as if it were a query, without its guard at the start. */
const subscribeElsewhere = (): GraphQLError =>
  new GraphQLError('Subscribe over a WebSocket with the protocol graphql-transport-ws.', { extensions: { http: { status: 400 } } });

const limits: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, request, operation }) => {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw subscribeElsewhere();
      const { variables, operationName } = request;
      const refusal = refuseTooComplex(schema, { document, variables, operationName });
      if (refusal) throw refusal;
    },
  }),
};

/** Tells HTTP what GraphQL says in the body: 429 with the time to wait. */
const tooManyRequests: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const refused = response.body.singleResult.errors?.find((error) => error.extensions?.['code'] === 'RATE_LIMITED');
      if (!refused) return;
      response.http.status = 429;
      response.http.headers ??= new HeaderMap();
      response.http.headers.set('retry-after', String(refused.extensions?.['retryAfterSeconds'] ?? 60));
    },
  }),
};

/** The GraphQL server for HTTP, not yet started. */
export const createApollo = (schema: GraphQLSchema, app: FastifyInstance, log: Logger): ApolloServer<GraphqlContext> =>
  new ApolloServer<GraphqlContext>({
    schema,
    logger: log,
    introspection: true, // the contract is public
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: OPERATION_LIMITS.tokens },
    formatError: (formatted, error) =>
      error instanceof GraphQLError ? formatError(error, log) : { message: formatted.message, extensions: { code: 'BAD_USER_INPUT' } },
    plugins: [
      limits,
      tooManyRequests,
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(), // it would wrap every field resolver
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
