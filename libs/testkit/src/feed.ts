import type { Client } from 'graphql-ws';
import type { GraphqlError } from './actor';
import { eventually } from './eventually';

/** A running subscription and everything that came through it. */
export class Feed<T> {
  /** The data of each result, in the order in which they came. */
  readonly items: T[] = [];
  /** The errors of results, and of the subscription as a whole. */
  readonly errors: GraphqlError[] = [];
  /** How the socket closed, when it did. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  /** Whether the server said that there is no more. */
  completed = false;
  private readonly unsubscribe: () => void;

  constructor(client: Client, query: string, variables: Record<string, unknown>) {
    this.unsubscribe = client.subscribe<T>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (data) this.items.push(data);
          this.errors.push(...((errors ?? []) as unknown as GraphqlError[]));
        },
        error: (error) => this.ended(error),
        complete: () => (this.completed = true),
      },
    );
  }

  /** Resolves to the first `count` items once they are there. */
  async take(count: number, withinMs = 10_000): Promise<T[]> {
    await eventually(`${count} items, ${this.items.length} came`, () => this.items.length >= count, withinMs);
    return this.items.slice(0, count);
  }

  /** Resolves to the first item that fits. */
  async until(what: string, fits: (item: T) => boolean): Promise<T> {
    await eventually(what, () => this.items.some(fits));
    return this.items.find(fits) as T;
  }

  stop(): void {
    this.unsubscribe();
  }

  private ended(error: unknown): void {
    if (Array.isArray(error)) this.errors.push(...(error as GraphqlError[]));
    else if (typeof error === 'object' && error !== null && 'code' in error && 'reason' in error) {
      this.closed = { code: Number(error.code), reason: String(error.reason) };
    } else throw error;
  }
}
