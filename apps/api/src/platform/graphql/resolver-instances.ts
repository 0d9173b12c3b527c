import type { ClassType, ContainerType } from 'type-graphql';

/** The resolvers that the modules put together, found by their class. */
export class ResolverInstances implements ContainerType {
  private readonly byClass: ReadonlyMap<unknown, object>;

  constructor(instances: readonly object[]) {
    this.byClass = new Map(instances.map((instance) => [instance.constructor, instance]));
  }

  get<T extends object>(resolver: ClassType<T>): T {
    const instance = this.byClass.get(resolver);
    if (!instance) throw new Error(`No module provides ${resolver.name}`);
    return instance as T;
  }
}
