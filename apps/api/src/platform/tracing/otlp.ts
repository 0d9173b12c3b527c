import { type Attributes, type Context, isSpanContextValid, ROOT_CONTEXT, type Span, SpanKind, trace, type Tracer } from '@opentelemetry/api';
import type { BasicTracerProvider, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { newId } from '../database';
import { version } from '../version';
import type { Tracing } from './tracing';

const LONGEST_STOP_MS = 2_000;
/** W3C Trace Context: version, trace, span, flags. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/;

/** What a request is a part of; nothing where it does not say so in a way that can be understood. */
function callerOf(traceparent: unknown): Context {
  const [, traceId, spanId, flags] = (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  const caller = { traceId, spanId, traceFlags: parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(caller) ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
}

/** Says once when the collector is away, and once when it is back. */
function told(exporter: SpanExporter, log: Logger): SpanExporter {
  let away = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed && !away) log.warn({ err: result.error }, 'The collector does not take traces; those of meanwhile are lost');
        if (!failed && away) log.info('The collector of traces is back');
        away = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}

class OtlpTracing implements Tracing {
  private readonly tracer: Tracer;

  constructor(private readonly provider: BasicTracerProvider) {
    this.tracer = provider.getTracer('customer-care-registry', version);
  }

  request(name: string, attributes: Attributes, traceparent?: unknown): Span {
    return this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, callerOf(traceparent));
  }

  part(name: string, attributes: Attributes, parent: Span | null): Span {
    return this.begin(name, SpanKind.INTERNAL, attributes, parent);
  }

  call(name: string, attributes: Attributes, parent: Span): Span {
    return this.begin(name, SpanKind.CLIENT, attributes, parent);
  }

  async stop(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_STOP_MS)));
    await Promise.race([this.provider.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
  }

  private begin(name: string, kind: SpanKind, attributes: Attributes, parent: Span | null): Span {
    return this.tracer.startSpan(name, { kind, attributes }, parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT);
  }
}

/** Tracing over OTLP by HTTP. How many traces are kept is said by OpenTelemetry's own variables, which its SDK reads. */
export async function otlpTracing({ endpoint, serviceName }: NonNullable<Config['tracing']>, log: Logger): Promise<Tracing> {
  // Only now: whoever does not trace does not load it.
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const resource = resourceFromAttributes({ 'service.name': serviceName, 'service.version': version, 'service.instance.id': newId() });
  return new OtlpTracing(new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(told(exporter, log))] }));
}
