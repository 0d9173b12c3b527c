import * as read from './readers';
import type { Setting } from './settings';

/** How the server is watched. */
export const MONITORING_SETTINGS = {
  METRICS_TOKEN: {
    group: 'Monitoring',
    schema: read.token.refine((text) => text.length >= 16, 'must have at least 16 characters: openssl rand -base64 32 makes some.'),
    fallback: null,
    description: 'What Prometheus brings as a bearer token to read /metrics. Without it, nothing is counted and there is nothing at /metrics.',
    secret: true,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    group: 'Monitoring',
    schema: read.httpUrl,
    fallback: null,
    description:
      'The OpenTelemetry collector that traces are sent to, by OTLP over HTTP, such as http://localhost:4318. Without it, nothing is traced. With it, OpenTelemetry reads OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER and the like by itself; write variables of that kind into the environment, not into files.',
  },
  OTEL_SERVICE_NAME: {
    group: 'Monitoring',
    schema: read.line(100),
    fallback: 'customer-care-registry',
    description: 'What this server is called in traces.',
  },
} as const satisfies Record<string, Setting>;
