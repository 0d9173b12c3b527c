import { BlockList, isIPv6 } from 'node:net';
import { SpanStatusCode } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestScope } from '../logging';
import type { Metrics } from '../metrics';
import type { Tracing } from '../tracing';

/** What requests are followed by. */
export interface Following {
  readonly metrics: Metrics;
  /** null: nothing is traced. */
  readonly tracing: Tracing | null;
  readonly trustedProxies: readonly string[];
}

/** Whether an address is one of the proxies in front. */
function trusted(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** The route as it was registered, for what does something; files are many, and all alike. */
const routeOf = (request: FastifyRequest): string => (request.method === 'POST' && request.routeOptions.url) || 'other';

/**
 * Gives each request an id, which it is answered and which stands in each line that it logs, counts it and, where there
 * is tracing, begins its trace. To be called before anything else is added.
 */
export function followRequests(app: FastifyInstance, { metrics, tracing, trustedProxies }: Following): void {
  const scopes = new WeakMap<FastifyRequest, RequestScope>();
  const isTrusted = trusted(trustedProxies);
  const count = metrics.counter({ name: 'ccr_http_requests_total', help: 'Requests that were answered.', labels: ['route', 'status'] });

  app.addHook('onRequest', (request, reply, done) => {
    const scope = new RequestScope(request.id);
    scopes.set(request, scope);
    reply.header('x-request-id', request.id);
    const route = routeOf(request);
    if (tracing && route !== 'other') {
      // Anybody can send a `traceparent`, and would decide what is kept of traces.
      const caller = isTrusted(request.socket.remoteAddress ?? '') ? request.headers.traceparent : undefined;
      scope.span = tracing.request(`POST ${route}`, { 'http.request.method': 'POST', 'http.route': route, 'ccr.request_id': request.id }, caller);
    }
    scope.run(done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    count({ route: routeOf(request), status: String(reply.statusCode) });
    const span = scopes.get(request)?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
