import { GraphQLDateTime } from 'graphql-scalars';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ContainerType, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { authChecker } from '../auth';

/** The classes that hold the API's root fields. */
export type ResolverClasses = NonEmptyArray<new (...args: never[]) => object>;

interface RootField {
  readonly methodName: string;
  readonly roles?: unknown[];
  readonly extensions?: Record<string, unknown>;
}

/** Subscriptions here bring their own streams; TypeGraphQL asks for a bus all the same. */
const unusedPubSub = {
  publish: (): never => {
    throw new Error('Publish through the live bus');
  },
  subscribe: (): never => {
    throw new Error('Subscribe through a live feed');
  },
};

/** TypeGraphQL leaves an unmarked field open to everyone, so one that says nothing is refused at start. */
function refuseUnguarded(): void {
  const { queries, mutations, subscriptions } = getMetadataStorage() as unknown as Record<string, RootField[]>;
  const unguarded = [queries, mutations, subscriptions]
    .flatMap((fields) => fields ?? [])
    .filter((field) => !field.roles?.length && !field.extensions?.['public'])
    .map((field) => field.methodName);
  if (unguarded.length > 0) {
    throw new Error(`Root fields without @Authorized or @Public: ${unguarded.join(', ')}`);
  }
}

/** Builds the API's schema. Throws when a root field is neither guarded nor public. */
export function buildContract(resolvers: ResolverClasses, container?: ContainerType): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    orphanedTypes: [], // only what a root field leads to, and what implements it
    authChecker,
    pubSub: unusedPubSub,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    ...(container && { container }),
    skipCheck: true, // Apollo's start validates it too, without asking it for all that it has
    validate: { validationError: { target: false, value: false } }, // GraphQL itself refuses unknown fields
  });
  refuseUnguarded();
  return schema;
}
