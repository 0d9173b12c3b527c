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
  getNamedType,
} from 'graphql';
import type { Actor } from '@ccr/testkit';

/** Makes an id for what is named at a path such as `input.ticketId`. */
type IdAt = (path: string) => string;

/** A field of Query, Mutation or Subscription. */
export interface RootField {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** An operation that asks for it with the least that is valid, naming nothing that exists. */
  readonly operation: string;
  /** Where it takes the id of an object, needed or not. */
  readonly idPaths: readonly string[];
  /** The same operation, naming what `idAt` says: at the path, and wherever an id is needed. */
  naming(path: string, idAt: IdAt): string;
}

type Input = GraphQLArgument | GraphQLInputField;

/** Text that the inputs' own checks let through; everything else is content with a letter. */
const TEXT: Record<string, string> = {
  email: 'root.field@example.com',
  newEmail: 'another.field@example.com',
  password: 'nobody has this one',
  currentPassword: 'nobody has this one',
  newPassword: 'one that nobody gets',
  code: '000000',
};
const NOBODYS_ID = '00000000-0000-7000-8000-000000000000';
/** Text with which an object can be named, besides ids. */
const NAMING_TEXT = ['reference'];

const isId = ({ name, type }: Input): boolean => getNamedType(type).name === 'ID' || NAMING_TEXT.includes(name);
const isNeeded = ({ type, defaultValue }: Input): boolean => isNonNullType(type) && defaultValue === undefined;

/** Writes the inputs of one operation. */
class Writer {
  constructor(
    private readonly wanted: string | null,
    private readonly idAt: IdAt,
  ) {}

  assignments(inputs: readonly Input[], parent = ''): string {
    const given = inputs.filter((input) => isNeeded(input) || this.leadsToWanted(parent + input.name));
    return given.map((input) => `${input.name}: ${this.literal(input, input.type, parent + input.name)}`).join(', ');
  }

  private leadsToWanted(path: string): boolean {
    return this.wanted !== null && `${this.wanted}.`.startsWith(`${path}.`);
  }

  private literal(input: Input, type: GraphQLInputType, path: string): string {
    if (isNonNullType(type)) return this.literal(input, type.ofType, path);
    if (isListType(type)) return `[${this.literal(input, type.ofType, path)}]`;
    if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
    if (isInputObjectType(type)) return `{ ${this.assignments(Object.values(type.getFields()), `${path}.`)} }`;
    if (type.name === 'Int' || type.name === 'Float') return '1';
    if (type.name === 'Boolean') return 'true';
    return JSON.stringify(isId(input) ? this.idAt(path) : (TEXT[input.name] ?? 'x'));
  }
}

const idPathsOf = (inputs: readonly Input[], parent = ''): string[] =>
  inputs.flatMap((input) => {
    const type = getNamedType(input.type);
    if (isInputObjectType(type)) return idPathsOf(Object.values(type.getFields()), `${parent}${input.name}.`);
    return isId(input) ? [parent + input.name] : [];
  });

function rootField(kind: RootField['kind'], { name, args, type }: GraphQLField<unknown, unknown>): RootField {
  const selection = isCompositeType(getNamedType(type)) ? '{ __typename }' : '';
  const write = (wanted: string | null, idAt: IdAt): string => {
    const given = new Writer(wanted, idAt).assignments(args);
    return `${kind} { ${name}${given && `(${given})`} ${selection} }`;
  };
  return { name, kind, operation: write(null, () => NOBODYS_ID), idPaths: idPathsOf(args), naming: write };
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
  return roots.flatMap(([kind, type]) => Object.values(type?.getFields() ?? {}).map((field) => rootField(kind, field)));
}
