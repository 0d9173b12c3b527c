import type { ClassType, SubscribeResolverData } from 'type-graphql';
import type { GraphqlContext, SignedInContext } from './context';

/**
 * The `subscribe` option of a guarded subscription: opens the stream on the resolver's own instance, which TypeGraphQL
 * does not hand over there. The guard has run before, so there is a viewer.
 */
export const stream =
  <R extends object, A>(
    resolver: () => ClassType<R>,
    open: (resolver: R, context: SignedInContext, args: A) => Promise<AsyncIterable<unknown>>,
  ) =>
  ({ args, context }: SubscribeResolverData<unknown, A, GraphqlContext>): Promise<AsyncIterable<unknown>> =>
    open(context.resolvers.get(resolver()), context as SignedInContext, args);
