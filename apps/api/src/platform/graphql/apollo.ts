import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { OperationBudget } from './operation-budget';
import type { GraphqlContext } from './context';
import { OPERATION_LIMITS } from './limits';
import type { OperationWatch } from './operation-watch';

/** It would be executed as if it were a query, without its guard at the start. */
const subscribeElsewhere = (): GraphQLError =>
  new GraphQLError('Subscribe over a WebSocket with the protocol graphql-transport-ws.', { extensions: { http: { status: 400 } } });

/** Lets an operation in, and tells in headers what its viewer has left (the names are those that GitHub uses). */
const limits = (budget: OperationBudget): ApolloServerPlugin<GraphqlContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request, operation, contextValue }) => {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw subscribeElsewhere();
      const { variables, operationName } = request;
      await budget.admit(contextValue, { document, variables, operationName });
    },
    willSendResponse: async ({ contextValue, response: { http } }) => {
      await budget.countRefused(contextValue);
      if (!contextValue.budget) return;
      const { limit, cost, remaining, resetAt } = contextValue.budget;
      http.headers.set('x-ratelimit-limit', String(limit));
      http.headers.set('x-ratelimit-cost', String(cost));
      http.headers.set('x-ratelimit-remaining', String(remaining));
      http.headers.set('x-ratelimit-reset', String(Math.ceil(resetAt.getTime() / 1_000)));
    },
  }),
});

/** Tells HTTP what GraphQL says in the body: 429 with the time to wait. */
const tooManyRequests: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const refused = response.body.singleResult.errors?.find((error) => error.extensions?.['code'] === 'RATE_LIMITED');
      if (!refused) return;
      response.http.status = 429;
      response.http.headers.set('retry-after', String(refused.extensions?.['retryAfterSeconds'] ?? 60));
    },
  }),
};

/** Follows each operation from its text to its answer. */
const watched = (watch: OperationWatch): ApolloServerPlugin<GraphqlContext> => ({
  requestDidStart: async () => {
    const operation = watch.begin('http');
    return {
      willSendResponse: async ({ document, operation: valid, operationName, errors }) =>
        operation.end(valid && document ? { document, operationName } : null, Boolean(errors)),
    };
  },
});

interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly budget: OperationBudget;
  readonly watch: OperationWatch;
  readonly app: FastifyInstance;
  readonly log: Logger;
}

/** The GraphQL server for HTTP, not yet started. */
export const createApollo = ({ schema, budget, watch, app, log }: ApolloParts): ApolloServer<GraphqlContext> =>
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
      error instanceof GraphQLError ? watch.format(error) : { message: formatted.message, extensions: { code: 'BAD_USER_INPUT' } },
    plugins: [
      watched(watch),
      limits(budget),
      tooManyRequests,
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(), // it would wrap every field resolver
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
