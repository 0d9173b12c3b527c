import { type DocumentNode, type FragmentDefinitionNode, getOperationAST, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** What an operation is called where it is counted. Never what the client calls it: it could make up names without end. */
export interface OperationName {
  /** `query`, `mutation` or `subscription`; `invalid` for what is none. */
  readonly type: string;
  /** Its root field; `several` for more than one, `introspection` for the contract, `invalid` for what is no operation. */
  readonly field: string;
}

export const INVALID: OperationName = { type: 'invalid', field: 'invalid' };

function rootFields(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner ? rootFields(inner.selectionSet, fragments) : [];
  });
}

/** The name of an operation. The document must have passed validation: it asks for nothing that is not in the contract. */
export function operationNameOf(document: DocumentNode, name: string | null | undefined): OperationName {
  const operation: OperationDefinitionNode | null | undefined = getOperationAST(document, name);
  if (!operation) return INVALID;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const found = new Set(rootFields(operation.selectionSet, new Map(fragments.map((node) => [node.name.value, node]))));
  const own = [...found].filter((field) => !field.startsWith('__'));
  const [only = 'introspection'] = own;
  return { type: operation.operation, field: own.length > 1 ? 'several' : only };
}
