import { connect } from 'node:net';
import type { Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const VIEWER = JSON.stringify({ query: '{ viewer { id } }' });
const EVIL = 'https://evil.example';

describe('requests', () => {
  let test: TestServer;
  let ann: Person;

  const refusal = (status: number, code: string): object => ({
    status,
    data: null,
    errors: [{ message: expect.stringMatching(/\w+.*\.$/s), extensions: { code } }],
  });

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer();
  });
  afterAll(() => test.stop());

  describe('of another site\'s page', () => {
    it.each([
      ['another origin', { origin: EVIL }],
      ['no origin to speak of, as from a sandboxed frame', { origin: 'null' }],
      ['an origin that begins like ours', { origin: 'http://localhost:4000.evil.example' }],
      ['our host over another scheme', { origin: 'https://localhost:4000' }],
      ['a host that a proxy header claims to be ours', { origin: EVIL, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }],
    ])('do not get to use the cookie: %s', async (_what, headers) => {
      expect(await ann.post(VIEWER, headers)).toMatchObject(refusal(403, 'FORBIDDEN'));
    });

    it('are answered as anyone\'s when there is no cookie', async () => {
      expect((await test.shop.visitor().post(VIEWER, { origin: EVIL })).data).toEqual({ viewer: null });
    });

    it('get no leave to read an answer', async () => {
      const { headers } = await test.shop.visitor().post(VIEWER, { origin: EVIL });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      const preflight = await fetch(`${test.origin}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: EVIL, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      expect(preflight.status).toBe(404);
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain;application/json'])(
      'are refused in a form that needs no preflight: %s',
      async (type) => {
        for (const body of [VIEWER, `query=${encodeURIComponent('{ viewer { id } }')}`]) {
          expect(await ann.post(body, { 'content-type': type })).toMatchObject(refusal(400, 'BAD_USER_INPUT'));
        }
      },
    );

    it('are our own at our public address, and at the one they are sent to', async () => {
      for (const origin of ['http://localhost:4000', test.origin]) {
        expect((await ann.post(VIEWER, { origin })).data).toEqual({ viewer: { id: ann.id } });
      }
    });
  });

  it.each([
    ['malformed JSON', '{"query": '],
    ['an empty body', ''],
    ['a list', `[${VIEWER}]`],
    ['a number', '7'],
    ['a text', '"{ viewer { id } }"'],
    ['null', 'null'],
    ['an object without a query', '{}'],
    ['a query that is a number', '{"query": 7}'],
    ['an empty query', '{"query": ""}'],
    ['a query that does not parse', '{"query": "{ viewer { id }"}'],
    ['variables that are a text', '{"query": "{ viewer { id } }", "variables": "x"}'],
    ['variables that are a list', '{"query": "{ viewer { id } }", "variables": [1]}'],
    ['an unknown operation name', '{"query": "query A { viewer { id } }", "operationName": "B"}'],
    ['two operations and no name', '{"query": "query A { viewer { id } } query B { viewer { id } }"}'],
    ['a key that JSON parsers trip over', '{"__proto__": {"query": "{ viewer { id } }"}}'],
    ['only a fragment', '{"query": "fragment F on User { id }"}'],
  ])('with %s are refused', async (_what, body) => {
    expect(await ann.post(body)).toMatchObject(refusal(400, 'BAD_USER_INPUT'));
  });

  it('that are too large are refused', async () => {
    const body = JSON.stringify({ query: '{ viewer { id } }', variables: { x: 'x'.repeat(300 * 1024) } });
    expect(await ann.post(body)).toMatchObject(refusal(413, 'PAYLOAD_TOO_LARGE'));
  });

  it('that use another method or path are refused, and told what would do', async () => {
    const get = await fetch(`${test.origin}/graphql?query=${encodeURIComponent('{ viewer { id } }')}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    for (const [method, path] of [['PUT', '/graphql'], ['POST', '/'], ['GET', '/graphql/x'], ['GET', '/%zz'], ['GET', '/..%2f..%2fetc/passwd']]) {
      const response = await fetch(`${test.origin}${path}`, { method: method ?? '' });
      const body = (await response.json()) as { errors: { extensions: { code: string } }[] };
      expect([400, 404]).toContain(response.status);
      expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(body.errors[0]?.extensions.code);
    }
  });

  it('that are not HTTP close their connection and nothing else', async () => {
    const { hostname, port } = new URL(test.origin);
    for (const bytes of ['\u0000\u0001\u0002\r\n\r\n', `GET / HTTP/1.1\r\n${'x'.repeat(100_000)}`, 'POST /graphql HTTP/1.1\r\ncontent-length: -1\r\n\r\n']) {
      const socket = connect(Number(port), hostname);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined).resume();
      socket.write(bytes);
      await closed;
    }
    await ann.do('{ viewer { id } }');
  });

  it('are answered with the headers that keep a browser safe, and an id', async () => {
    const answers = [await ann.post(VIEWER), await fetch(`${test.origin}/livez`), await fetch(`${test.origin}/nothing`)];
    for (const { headers } of answers) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull(); // plain http here
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('that are meant for someone else are refused, and nothing is done', async () => {
    const raise = JSON.stringify({ query: 'mutation { createTicket(input: { subject: "Mine", description: "x" }) { ticket { id } } }' });
    const visitor = test.shop.visitor();
    for (const actor of [ann, visitor]) {
      const { status, errors } = await actor.post(raise, { 'ccr-viewer': '01a1ffdb-6a6c-7b5d-8817-1f2fe9ee938f' });
      expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
    expect(await ann.do('{ tickets { nodes { id } } }')).toEqual({ tickets: { nodes: [] } });
    expect((await ann.post(VIEWER, { 'ccr-viewer': ann.id })).errors).toBeUndefined();
  });

  it('do not choose their own id, which is what the log is searched by', async () => {
    const { headers } = await ann.post(VIEWER, { 'x-request-id': 'mine', 'request-id': 'mine' });
    expect(headers.get('x-request-id')).not.toBe('mine');
  });

  it('with answers that are the viewer\'s own are kept by no cache', async () => {
    const { headers } = await ann.post(VIEWER);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('that fail on our side get an id that is in the log, and nothing else', async () => {
    const { topics } = test.server;
    const secret = 'SELECT password FROM users';
    const broken = jest.spyOn(topics, 'list').mockRejectedValue(new Error(secret));
    const answers = [await ann.send('{ topics { id } }'), await ann.overSocket('{ topics { id } }')];
    broken.mockRestore();
    expect(answers[0]).toMatchObject({ status: 200, data: null });
    for (const { errors } of answers) {
      const [error] = errors ?? [];
      const { code, errorId, ...rest } = error?.extensions ?? { code: '' };
      expect([code, rest]).toEqual(['INTERNAL_SERVER_ERROR', {}]);
      expect(error?.message).toContain(errorId);
      expect(JSON.stringify(errors)).not.toMatch(/SELECT|node_modules|\.ts/);
      const line = test.alarms.find((text) => text.includes(String(errorId)));
      expect(line).toContain(secret);
    }
    test.alarms.length = 0;
  });

  it('that fail in the database do not write into the log what people wrote', async () => {
    const { topics, platform } = test.server;
    const written = 'what nobody else may read';
    const broken = jest.spyOn(topics, 'list').mockImplementation(() =>
      platform.database.manager.query('SELECT nothing FROM nowhere WHERE body = ?', [written]),
    );
    const { extensions } = await ann.fail('{ topics { id } }');
    broken.mockRestore();
    expect(extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(test.alarms.join()).toContain('nowhere');
    expect(test.alarms.join()).not.toContain(written);
    test.alarms.length = 0;
  });
});

describe('answers of a shop that is reached over https', () => {
  it('tell browsers to stay with https', async () => {
    const test = await startTestServer({ PUBLIC_URL: 'https://help.example.com' });
    const { headers } = await fetch(`${test.origin}/livez`);
    expect(Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1])).toBeGreaterThanOrEqual(31_536_000);
    await test.stop();
  });
});
