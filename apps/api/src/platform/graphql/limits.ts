import { LIMITS } from '@ccr/domain';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNullableType,
  GraphQLError,
  type GraphQLSchema,
  isListType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { type ComplexityEstimator, fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

/** How much one operation may ask for, over HTTP and WebSocket alike. */
export const OPERATION_LIMITS = { tokens: 1_000, depth: 15, complexity: 5_000 } as const;

/** What a text of up to 20,000 characters costs, where a plain field costs 1. */
export const LONG_TEXT = 10;

/** An operation as it was sent. */
export interface Operation {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** A list costs what one of its items costs, times the items that may come. */
const listEstimator: ComplexityEstimator = ({ field, args, childComplexity }) => {
  if (!field.args.some((arg) => arg.name === 'first')) return undefined;
  const size = Number(args['first'] ?? args['last'] ?? LIMITS.page.default);
  return 1 + Math.min(Math.max(size, 1), LIMITS.page.max) * childComplexity;
};

/** A list of no stated size is taken for a page. Those of a connection are counted with the connection itself. */
const bareListEstimator: ComplexityEstimator = ({ field, type, childComplexity }) => {
  const isPart = type.name.endsWith('Connection') || type.name.startsWith('__');
  return isListType(getNullableType(field.type)) && !isPart ? 1 + LIMITS.page.default * (1 + childComplexity) : undefined;
};

/** One look at the contract is what tools need. Its lists are long: ten for each field inside is a rough count. */
const introspectionEstimator: ComplexityEstimator = ({ field, childComplexity }) =>
  field === SchemaMetaFieldDef || field === TypeMetaFieldDef ? 1_000 + 10 * childComplexity : undefined;

/** Measures how deep selections go. Each fragment is measured once, or fragments of fragments would take for ever. */
class DepthGauge {
  private readonly measured = new Map<string, number>();

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  depthOf(set: SelectionSetNode): number {
    const depths = set.selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return selection.selectionSet ? 1 + this.depthOf(selection.selectionSet) : 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.depthOf(selection.selectionSet);
      return this.depthOfFragment(selection.name.value);
    });
    return Math.max(0, ...depths);
  }

  private depthOfFragment(name: string): number {
    const fragment = this.fragments.get(name);
    const depth = this.measured.get(name) ?? (fragment ? this.depthOf(fragment.selectionSet) : 0);
    this.measured.set(name, depth);
    return depth;
  }
}

const badRequest = { http: { status: 400 } };
const tooComplex = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX', ...badRequest } });

function depthOf(document: DocumentNode): number {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const gauge = new DepthGauge(new Map(fragments.map((node) => [node.name.value, node])));
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map((node) => gauge.depthOf(node.selectionSet)));
}

/** Throws a GraphQLError when a variable is wrong, or when counting itself would take too long. */
const complexityOf = (schema: GraphQLSchema, { document, variables, operationName }: Operation): number =>
  getComplexity({
    schema,
    query: document,
    ...(variables && { variables }),
    ...(operationName && { operationName }),
    estimators: [fieldExtensionsEstimator(), introspectionEstimator, listEstimator, bareListEstimator, simpleEstimator({ defaultComplexity: 1 })],
  });

/**
 * What an operation costs. The document must have passed validation: it has no circle of fragments.
 * @throws GraphQLError when it asks for too much at once.
 */
export function costOf(schema: GraphQLSchema, operation: Operation): number {
  const depth = depthOf(operation.document);
  if (depth > OPERATION_LIMITS.depth) {
    throw tooComplex(`The operation is ${depth} levels deep; ${OPERATION_LIMITS.depth} are allowed.`);
  }
  const cost = countedCost(schema, operation);
  if (cost <= OPERATION_LIMITS.complexity) return cost;
  throw tooComplex(`The operation costs ${cost}; ${OPERATION_LIMITS.complexity} are allowed. Ask for less at once.`);
}

function countedCost(schema: GraphQLSchema, operation: Operation): number {
  try {
    return complexityOf(schema, operation);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('maximum allowed number of nodes')) throw tooComplex('The operation has too many parts.');
    // A wrong variable or argument. Execution would go on with the other fields, which have not been counted.
    throw new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: badRequest });
  }
}
