import { type ClassType, Field, ObjectType } from 'type-graphql';

/** Where a page stands in its list. */
@ObjectType({ description: 'Where a page stands in its list.', simpleResolvers: true })
class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item; null when there is none.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last item; null when there is none.' })
  endCursor!: string | null;
}

interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
}

/**
 * Makes the types of a list: `XEdge` and `XConnection` (Relay's cursor connections, with `nodes` as a short cut).
 * Call it once for each item type.
 */
export function connectionOf<T extends object>(name: string, item: () => ClassType<T> | object): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One item of a list of ${name}s.`, simpleResolvers: true })
  class ItemEdge implements Edge<T> {
    @Field(() => String, { description: 'Pass it as `after` or `before` to go on from here.' })
    cursor!: string;

    @Field(() => item() as ClassType<T>, { description: 'The item.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}s.`, simpleResolvers: true })
  class ItemConnection implements Connection<T> {
    @Field(() => [ItemEdge], { description: 'The items with their cursors.' })
    edges!: Edge<T>[];

    @Field(() => [item() as ClassType<T>], { description: 'The items.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;
  }
  return ItemConnection;
}
