import { eventually } from '@ccr/testkit';
import { seriesIn } from '../../testing/metrics-text';
import { startTestServer, type TestServer } from '../../testing/test-server';

const TOKEN = 'a-token-of-many-characters';
const bearer = { authorization: `Bearer ${TOKEN}` };

describe('/metrics', () => {
  let test: TestServer;

  beforeAll(async () => {
    test = await startTestServer({ METRICS_TOKEN: TOKEN });
  });
  afterAll(() => test.stop());

  const metrics = async (): Promise<string> => (await fetch(`${test.origin}/metrics`, { headers: bearer })).text();
  const valueOf = async (series: string): Promise<number | undefined> => seriesIn(await metrics(), series);

  it('is for those who bring the token', async () => {
    for (const authorization of [undefined, 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN]) {
      const answer = await fetch(`${test.origin}/metrics`, { headers: authorization ? { authorization } : {} });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await answer.text()).not.toContain('ccr_');
    }
    const answer = await fetch(`${test.origin}/metrics`, { headers: bearer });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  });

  it('tells how long operations take, by their root field', async () => {
    const visitor = test.shop.visitor();
    const count = (type: string, operation: string): Promise<number | undefined> =>
      valueOf(`ccr_graphql_operation_duration_seconds_count{type="${type}",operation="${operation}",transport="http"}`);
    await visitor.do('query Anything($x: Boolean!) { mine: viewer @include(if: $x) { id } ...F } fragment F on Query { viewer { name } }', { x: true });
    expect(await count('query', 'viewer')).toBe(1);
    await visitor.do('{ __schema { queryType { name } } __typename }');
    expect(await count('query', 'introspection')).toBe(1);
    await visitor.do('{ viewer { id } shop: __typename ... { topics { id } } }').catch(() => undefined);
    expect(await count('query', 'several')).toBe(1);
    await visitor.fail('mutation { signIn(input: { email: "nobody@example.com", password: "x" }) { viewer { id } } }');
    expect(await count('mutation', 'signIn')).toBe(1);
  });

  it('has no series that clients make up', async () => {
    const before = (await metrics()).split('\n').length;
    const visitor = test.shop.visitor();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await visitor.fail(`query Made_up_${name} { made_up_${name} }`);
      await visitor.do(`query Made_up_${name} { made_up_${name}: viewer { id } }`);
      await visitor.post(`{"query": "made_up_${name}"}`);
      await fetch(`${test.origin}/made_up_${name}`, { method: name === 'a' ? 'POST' : 'GET' });
    }
    const after = await metrics();
    expect(after).not.toMatch(/made_up/i);
    expect(after).toContain('operation="invalid"');
    expect(after.split('\n').length - before).toBeLessThan(40); // two operations at most, and their buckets
  });

  it('tells errors by their code', async () => {
    const refused = 'ccr_graphql_errors_total{code="UNAUTHENTICATED"}';
    const before = (await valueOf(refused)) ?? 0;
    const visitor = test.shop.visitor();
    await visitor.fail('{ tickets { nodes { id } } }');
    await visitor.overSocket('{ tickets { nodes { id } } }');
    expect(await valueOf(refused)).toBe(before + 2);
    await visitor.cut();
  });

  it('tells open sockets and subscribers, and forgets those that have gone', async () => {
    const ann = await test.shop.customer();
    const sockets = 'ccr_open_sockets';
    const subscribers = 'ccr_subscribers{subscription="ticketEvents"}';
    const { createTicket } = await ann.do<{ createTicket: { ticket: { id: string } } }>(
      'mutation { createTicket(input: { subject: "A", description: "b" }) { ticket { id } } }',
    );
    const [field] = [`ticketEvents(ticketId: "${createTicket.ticket.id}") { __typename }`];
    const feeds = [ann.subscribe(`subscription { ${field} }`), ann.subscribe(`subscription { again: ${field} }`)];
    await eventually('two subscribers on one socket', async () => (await valueOf(subscribers)) === 2 && (await valueOf(sockets)) === 1);
    feeds[0]?.stop();
    await eventually('one of them', async () => (await valueOf(subscribers)) === 1);
    await ann.cut();
    await eventually('nobody', async () => (await valueOf(subscribers)) === 0 && (await valueOf(sockets)) === 0);
  });

  it('tells what runs here', async () => {
    expect(await metrics()).toMatch(/^ccr_build_info\{version="\d+\.\d+\.\d+",node="\d+\.\d+\.\d+"\} 1$/m);
    expect(await valueOf('process_resident_memory_bytes')).toBeGreaterThan(0);
    const inUse = await valueOf('ccr_database_connections_in_use');
    if (test.server.platform.database.isEmbedded) expect(inUse).toBeUndefined();
    else expect(inUse).toBeGreaterThanOrEqual(0);
  });
});

describe('/metrics without METRICS_TOKEN', () => {
  it('is not there, for browsers either', async () => {
    const test = await startTestServer();
    for (const accept of ['*/*', 'text/html']) {
      expect((await fetch(`${test.origin}/metrics`, { headers: { accept, authorization: 'Bearer null' } })).status).toBe(404);
    }
    await test.stop();
  });
});
