import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  getNamedType,
} from 'graphql';
import type { Actor } from '@ccr/testkit';

/** A field of Query, Mutation or Subscription, and an operation that asks for it with the least that is valid. */
export interface RootField {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly operation: string;
}

/** Text that the inputs' own checks let through; everything else is content with a letter. */
const TEXT: Record<string, string> = { email: 'root.field@example.com', password: 'correct horse battery' };
const NOBODYS_ID = '00000000-0000-7000-8000-000000000000';

function literal(name: string, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(name, type.ofType);
  if (isListType(type)) return `[${literal(name, type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map(assignment).join(', ')} }`;
  }
  if (type.name === 'Int' || type.name === 'Float') return '1';
  if (type.name === 'Boolean') return 'true';
  return JSON.stringify(type.name === 'ID' ? NOBODYS_ID : (TEXT[name] ?? 'x'));
}

const assignment = ({ name, type }: GraphQLArgument | GraphQLInputField): string => `${name}: ${literal(name, type)}`;

function operationFor(kind: RootField['kind'], { name, args, type }: GraphQLField<unknown, unknown>): string {
  const needed = args.filter(isRequiredArgument);
  const given = needed.length > 0 ? `(${needed.map(assignment).join(', ')})` : '';
  const selection = isCompositeType(getNamedType(type)) ? '{ __typename }' : '';
  return `${kind} { ${name}${given} ${selection} }`;
}

/** The contract as any program sees it. */
export async function readContract(actor: Actor): Promise<GraphQLSchema> {
  return buildClientSchema(await actor.do<IntrospectionQuery>(getIntrospectionQuery()));
}

/** Every root field of the contract. */
export function rootFields(schema: GraphQLSchema): RootField[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ name: field.name, kind, operation: operationFor(kind, field) })),
  );
}
