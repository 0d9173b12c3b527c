import type { Person } from '@ccr/testkit';
import { startTestServer } from '../../testing/test-server';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from '../../testing/trace-collector';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
const SECRET = 'what nobody else may read';

let isLoaded = false;
jest.mock('@opentelemetry/sdk-trace-base', () => {
  isLoaded = true;
  return jest.requireActual<object>('@opentelemetry/sdk-trace-base');
});

describe('without OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  it('nothing of the SDK is loaded', async () => {
    const test = await startTestServer();
    await test.shop.customer();
    await test.stop();
    expect(isLoaded).toBe(false);
  });
});

describe('traces', () => {
  let collector: TraceCollector;
  const ids: Record<string, string | null> = {};
  const lines: Record<string, unknown>[] = [];

  /** Everything that is asked, before the server stops and sends what it has. */
  async function ask(ann: Person, broken: () => jest.SpyInstance): Promise<void> {
    const raise = `mutation Ann { createTicket(input: { subject: "${SECRET}", description: "b" }) { ticket { id } } }`;
    ids['raised'] = (await ann.post(JSON.stringify({ query: raise }), { traceparent: TRACEPARENT })).headers.get('x-request-id');
    ids['refused'] = (await ann.send('{ nothing }')).headers.get('x-request-id');
    ids['onSocket'] = 'on a socket';
    await ann.overSocket('{ tickets { nodes { id subject } } }');
    const feed = ann.subscribe('subscription { notificationsChanged { __typename } }');
    await feed.take(1);
    feed.stop();
    await ann.cut();
    const spy = broken();
    ids['broken'] = (await ann.send('{ topics { id } }')).headers.get('x-request-id');
    spy.mockRestore();
  }

  beforeAll(async () => {
    collector = await startTraceCollector();
    const test = await startTestServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_SERVICE_NAME: 'a shop' });
    const { database } = test.server.platform;
    const failing = (): jest.SpyInstance =>
      jest.spyOn(test.server.topics, 'list').mockImplementation(() => database.manager.query("SELECT nothing FROM nowhere WHERE body = 'sesame' AND number = 4711 AND x = ?", [SECRET]));
    await ask(await test.shop.customer(), failing);
    lines.push(...test.alarms.splice(0).map((line) => JSON.parse(line) as Record<string, unknown>));
    await test.stop();
  });
  afterAll(() => collector.stop());

  const requestOf = (id: string | null | undefined): CollectedSpan => collector.spans.find((span) => span.kind === 2 && span.attributes['ccr.request_id'] === id) as CollectedSpan;
  const within = (span: CollectedSpan): CollectedSpan[] => collector.spans.filter(({ parentSpanId }) => parentSpanId === span.spanId);

  it('come as OTLP, with the name of the service', () => {
    expect(collector.mistakes).toEqual([]);
    expect(collector.spans.length).toBeGreaterThan(10);
    const version = expect.stringMatching(/^\d+\.\d+\.\d+$/) as string;
    for (const { resource } of collector.spans) expect(resource).toMatchObject({ 'service.name': 'a shop', 'service.version': version });
  });

  it('go from the request over the operation to each statement', () => {
    const request = requestOf(ids['raised']);
    expect(request).toMatchObject({ name: 'POST /graphql', attributes: { 'http.route': '/graphql', 'http.response.status_code': 200 } });
    const [operation, ...others] = within(request).filter(({ kind }) => kind === 1);
    expect(others).toEqual([]);
    expect(operation).toMatchObject({ name: 'mutation createTicket', attributes: { 'graphql.operation.type': 'mutation', 'ccr.transport': 'http' } });
    const statements = within(operation as CollectedSpan);
    expect(statements.map(({ name }) => name)).toEqual(expect.arrayContaining(['INSERT', 'UPDATE']));
    for (const { kind, traceId } of statements) expect([kind, traceId]).toEqual([3, request.traceId]);
    const insert = statements.find(({ attributes }) => /INSERT INTO .tickets./.test(String(attributes['db.query.text'])));
    expect(insert?.attributes['db.system.name']).toMatch(/^(sqlite|mariadb|mysql)$/);
  });

  it('begin with the operation on a socket', () => {
    const [operation, ...others] = collector.spans.filter(({ attributes }) => attributes['ccr.transport'] === 'websocket' && attributes['ccr.operation'] === 'tickets');
    expect(others).toEqual([]);
    expect(operation).toMatchObject({ name: 'query tickets' });
    expect(operation?.parentSpanId ?? '').toBe('');
    expect(within(operation as CollectedSpan).map(({ name }) => name)).toContain('SELECT');
    expect(collector.spans.map(({ name }) => name)).toContain('subscription notificationsChanged');
  });

  it('tell nothing of what people are called and write', () => {
    const all = JSON.stringify(collector.spans);
    expect(all).not.toContain(SECRET);
    expect(all).not.toMatch(/example\.com|Ann Rao|query Ann|sesame|4711/);
  });

  it('say what failed', () => {
    const failed = requestOf(ids['broken']);
    expect(failed.attributes['http.response.status_code']).toBe(200); // GraphQL tells errors in the body
    const [operation] = within(failed).filter(({ kind }) => kind === 1);
    expect(operation?.status?.code).toBe(2);
    const [statement] = within(operation as CollectedSpan).filter(({ status }) => status?.code === 2);
    expect(statement?.attributes['db.query.text']).toBe('SELECT nothing FROM nowhere WHERE body = ? AND number = ? AND x = ?');
    expect(within(requestOf(ids['refused'])).find(({ kind }) => kind === 1)).toMatchObject({ name: 'invalid invalid', status: { code: 2 } });
  });

  it('are named in the log', () => {
    const { traceId } = requestOf(ids['broken']);
    expect(lines).toMatchObject([{ msg: 'An operation failed', requestId: ids['broken'], trace_id: traceId }]);
  });

  it('are not chosen by whoever asks', () => {
    expect(collector.spans.map(({ traceId }) => traceId)).not.toContain(TRACE);
  });
});

describe('a trace that a trusted proxy began', () => {
  it('goes on here', async () => {
    const collector = await startTraceCollector();
    const test = await startTestServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, TRUST_PROXY: '127.0.0.0/8' });
    const visitor = test.shop.visitor();
    const ask = (traceparent: string): Promise<unknown> => visitor.post('{"query": "{ viewer { id } }"}', { traceparent });
    await ask(TRACEPARENT);
    await ask(`00-${'5'.repeat(32)}-00f067aa0ba902b7-00`); // not to be kept
    await ask(`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`);
    await ask('nonsense');
    await test.stop();
    await collector.stop();
    const requests = collector.spans.filter(({ kind }) => kind === 2);
    expect(requests).toHaveLength(3);
    expect(requests[0]).toMatchObject({ traceId: TRACE, parentSpanId: '00f067aa0ba902b7' });
    for (const { traceId, parentSpanId } of requests.slice(1)) {
      expect(traceId).toMatch(/^(?!0+$)[\da-f]{32}$/);
      expect([traceId === TRACE, parentSpanId ?? '']).toEqual([false, '']);
    }
  });
});

describe('a collector that is away', () => {
  const waits = process.env['OTEL_EXPORTER_OTLP_TIMEOUT'];
  beforeAll(() => (process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '2200')); // the SDK's own; no longer than this spec has time for
  afterAll(() => {
    if (waits === undefined) delete process.env['OTEL_EXPORTER_OTLP_TIMEOUT'];
    else process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = waits;
  });

  it('costs nobody an answer, and holds no end up for long', async () => {
    const collector = await startTraceCollector();
    await collector.stop();
    const test = await startTestServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    await test.shop.customer();
    const began = Date.now();
    await test.stop();
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});
