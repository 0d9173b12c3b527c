import type { Attributes, Span } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { otlpTracing } from './otlp';

/** Begins spans, and takes those that have ended to the collector. Whoever begins one ends it. */
export interface Tracing {
  /** A request from outside. `traceparent`: what it says it is a part of, for who is believed. */
  request(name: string, attributes: Attributes, traceparent?: unknown): Span;
  /** Something that is done for what `parent` stands for; for nothing that was asked for, without it. */
  part(name: string, attributes: Attributes, parent: Span | null): Span;
  /** A call to another program, as `part`. */
  call(name: string, attributes: Attributes, parent: Span): Span;
  /** Sends what has ended and was not sent. A collector that does not answer is not waited for long. */
  stop(): Promise<void>;
}

/** The tracing that the config asks for; without it null, and nothing of OpenTelemetry's SDK is loaded. */
export const createTracing = async ({ tracing }: Config, log: Logger): Promise<Tracing | null> => (tracing ? otlpTracing(tracing, log) : null);
