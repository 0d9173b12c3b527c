import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { currentScope } from '../logging';
import type { Count, Metrics, Timing } from '../metrics';
import type { Tracing } from '../tracing';
import { formatError } from './format-error';
import { INVALID, type OperationName, operationNameOf } from './operation-name';

type Transport = 'http' | 'websocket';

/** What an operation is told from others by, as it was sent; null while it is not known to be valid. */
interface Sent {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

/** An operation under way. */
export interface Watched {
  /** It is over. `sent`: what it was, when it was valid. */
  end(sent: Sent | null, failed: boolean): void;
}

/** Follows operations, over HTTP and WebSocket alike: how long they take, how they end, who subscribes to what. */
export class OperationWatch {
  private readonly took: Timing;
  private readonly error: Count;
  private readonly subscribers = new Map<string, number>();

  constructor(
    metrics: Metrics,
    private readonly tracing: Tracing | null,
    private readonly log: Logger,
  ) {
    this.took = metrics.timing({
      name: 'ccr_graphql_operation_duration_seconds',
      help: 'How long operations take, by their root field. A subscription ends here once it has begun.',
      labels: ['type', 'operation', 'transport'],
    });
    this.error = metrics.counter({ name: 'ccr_graphql_errors_total', help: 'Errors in answers, by their code.', labels: ['code'] });
    metrics.gauge({ name: 'ccr_subscribers', help: 'Subscriptions that are open in this process.', labels: ['subscription'] }, () =>
      [...this.subscribers].map(([subscription, value]) => ({ value, labels: { subscription } })),
    );
  }

  /** Follows the operation that the caller's scope is about. What it does from now on is a part of it. */
  begin(transport: Transport): Watched {
    const began = performance.now();
    const scope = currentScope();
    const around = scope?.span ?? null;
    const span = this.tracing?.part('GraphQL', { 'ccr.transport': transport, ...(scope && { 'ccr.request_id': scope.requestId }) }, around) ?? null;
    if (scope && span) scope.span = span;
    return {
      end: (sent, failed) => {
        const name = sent ? operationNameOf(sent.document, sent.operationName) : INVALID;
        this.took((performance.now() - began) / 1_000, { type: name.type, operation: name.field, transport });
        if (span) endSpan(span, name, failed);
        if (scope) scope.span = around;
      },
    };
  }

  /** Counts a subscriber until the stream ends, whichever side ends it. */
  subscribed<T>(stream: AsyncIterableIterator<T>, sent: Sent): AsyncGenerator<T, void, void> {
    const { field } = operationNameOf(sent.document, sent.operationName);
    const add = (by: number): unknown => this.subscribers.set(field, (this.subscribers.get(field) ?? 0) + by);
    let open = true;
    const end = (): void => {
      if (open) add(-1);
      open = false;
    };
    add(1);
    return {
      next: () => stream.next().then((result) => (result.done && end(), result), (error: unknown) => (end(), Promise.reject(error as Error))),
      return: async () => (end(), (await stream.return?.()) ?? { done: true, value: undefined }),
      throw: async (error) => (end(), (await stream.throw?.(error)) ?? { done: true, value: undefined }),
      [Symbol.asyncIterator]() {
        return this;
      },
    } as AsyncGenerator<T, void, void>;
  }

  /** Turns what went wrong into what the caller may know, as `formatError`, and counts it. */
  format(error: GraphQLError): GraphQLFormattedError {
    const formatted = formatError(error, this.log);
    this.error({ code: String(formatted.extensions?.['code']) });
    return formatted;
  }
}

function endSpan(span: Span, { type, field }: OperationName, failed: boolean): void {
  span.updateName(`${type} ${field}`);
  span.setAttributes({ 'graphql.operation.type': type, 'ccr.operation': field });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
