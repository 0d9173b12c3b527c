import { randomBytes } from 'node:crypto';
import { type Actor, eventually, type Person, RawSocket } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const INIT = { type: 'connection_init' };
const subscribe = (id: string, query = 'subscription { ticketChanged { id } }'): object => ({ id, type: 'subscribe', payload: { query } });

describe('a WebSocket', () => {
  let test: TestServer;
  let ann: Person;

  const open = async (actor: Actor = ann, headers: Record<string, string> = {}): Promise<RawSocket> => {
    const socket = await RawSocket.open(test.origin, { ...actor.credentials(), ...headers });
    socket.send(INIT);
    await eventually('the acknowledgement', () => socket.messages.some(({ type }) => type === 'connection_ack'));
    return socket;
  };

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer();
  });
  afterEach(async () => {
    expect(await ann.do('{ viewer { id } }')).toEqual({ viewer: { id: ann.id } }); // the server lives on
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await test.stop();
  });

  it.each(['https://evil.example', 'null', 'http://localhost:4000.evil.example'])('with our cookie is refused to a page of %s', async (origin) => {
    const socket = await RawSocket.open(test.origin, { ...ann.credentials(), origin });
    socket.send(INIT);
    expect(await socket.closed).toMatchObject({ code: 4403 });
    expect(socket.messages).toEqual([]);
  });

  it('is open to our own page, and to a page of another site that brings no cookie', async () => {
    (await open(ann, { origin: 'http://localhost:4000' })).cut();
    (await open(test.shop.visitor(), { origin: 'https://elsewhere.example' })).cut();
  });

  it.each([
    ['text that is not JSON', 'hello'],
    ['JSON that is no message', '[]'],
    ['a message of no known type', { type: 'please' }],
    ['a message without its id', { type: 'subscribe', payload: { query: '{ viewer { id } }' } }],
    ['an operation without its query', { id: '1', type: 'subscribe', payload: {} }],
    ['an operation whose query is a number', { id: '1', type: 'subscribe', payload: { query: 7 } }],
    ['variables that are a text', { id: '1', type: 'subscribe', payload: { query: '{ viewer { id } }', variables: 'x' } }],
    ['bytes', randomBytes(1_000)],
    ['a second beginning', INIT],
  ])('closes at %s', async (_what, message) => {
    const socket = await open();
    socket.send(message);
    const { code, reason } = await socket.closed;
    expect(code).toBeGreaterThanOrEqual(4400);
    expect(code).toBeLessThan(4500);
    expect(reason).not.toMatch(/node_modules|\.ts|\.js/);
  });

  it('closes at an operation before the beginning', async () => {
    const socket = await RawSocket.open(test.origin, ann.credentials());
    socket.send(subscribe('1'));
    expect((await socket.closed).code).toBe(4401);
    expect(socket.messages).toEqual([]);
  });

  it('closes at two operations of one id', async () => {
    const socket = await open();
    socket.send(subscribe('1'));
    socket.send(subscribe('1'));
    expect((await socket.closed).code).toBe(4409);
  });

  it('closes at a message that is too large, and says so', async () => {
    const socket = await open();
    socket.send({ id: '1', type: 'subscribe', payload: { query: `{ viewer { id } } #${'x'.repeat(300 * 1024)}` } });
    expect((await socket.closed).code).toBe(1009);
  });

  it.each([
    ['a frame with a wrong operation code', Buffer.from([0x8f, 0x80, 0, 0, 0, 0])],
    ['a frame that is not masked', Buffer.from([0x81, 0x01, 0x41])],
    ['a frame that promises exabytes', Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])],
    ['a continuation of nothing', Buffer.from([0x80, 0x80, 0, 0, 0, 0])],
    ['text that is not UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe])],
    ['compressed data that was not agreed on', Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x41])],
  ])('closes at %s, and nobody is alarmed', async (_what, bytes) => {
    const print = jest.spyOn(console, 'error');
    const raw = await open();
    const { _socket: tcp } = raw.socket as unknown as { _socket: NodeJS.WritableStream };
    tcp.write(bytes);
    const { code } = await raw.closed;
    expect([1002, 1006, 1007, 1009]).toContain(code);
    expect(test.alarms).toEqual([]);
    expect(print).not.toHaveBeenCalled();
  });

  it('lets go of a client that sends and does not read, and nobody is alarmed', async () => {
    const print = jest.spyOn(console, 'error');
    const { clients } = test.server.app.websocketServer;
    const before = clients.size;
    const raw = await open();
    const { _socket: tcp } = raw.socket as unknown as { _socket: { pause(): void; resume(): void } };
    tcp.pause();
    const payload = { text: 'x'.repeat(200_000) };
    for (let sent = 0; sent < 100; sent++) raw.send({ type: 'ping', payload });
    await eventually('it to be let go', () => clients.size === before);
    tcp.resume();
    expect((await raw.closed).code).toBe(1006);
    expect(print).not.toHaveBeenCalled();
  });

  it('does nothing more for a token that has ended, though its client does not let the socket close', async () => {
    const { id } = await test.shop.ticket(ann);
    const { createAccessToken } = await ann.do<{ createAccessToken: { token: string; accessToken: { id: string } } }>(
      'mutation { createAccessToken(input: { name: "p", scopes: [TICKETS_WRITE] }) { token accessToken { id } } }',
    );
    const raw = await RawSocket.open(test.origin);
    raw.send({ ...INIT, payload: { authorization: `Bearer ${createAccessToken.token}` } });
    await eventually('the acknowledgement', () => raw.messages.some(({ type }) => type === 'connection_ack'));
    const { _receiver: receiver } = raw.socket as unknown as { _receiver: { removeAllListeners(event: string): void } };
    receiver.removeAllListeners('conclude');
    const input = { accessTokenId: createAccessToken.accessToken.id };
    await ann.do('mutation($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { ok } }', { input });
    raw.send(subscribe('late', `mutation { sendMessage(input: { ticketId: "${id}", body: "late" }) { message { id } } }`));
    await raw.closed;
    expect(await ann.do('query($id: ID!) { ticket(id: $id) { messages { nodes { id } } } }', { id })).toEqual({
      ticket: { messages: { nodes: [] } },
    });
  });

  it('runs a hundred operations at a time, and refuses the next with a code', async () => {
    const socket = await open();
    for (let id = 1; id <= 101; id++) socket.send(subscribe(String(id)));
    const refusal = await eventually('a refusal', () => socket.messages.find(({ type }) => type === 'error'));
    expect(refusal).toMatchObject({ id: '101', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    socket.send({ id: '1', type: 'complete' });
    socket.send(subscribe('102', '{ viewer { id } }'));
    await eventually('an answer after one has ended', () => socket.messages.some(({ id, type }) => id === '102' && type === 'next'));
    const { live } = test.server.platform;
    expect(live.listenerCount).toBeGreaterThanOrEqual(99);
    socket.cut();
    await eventually('the end of what listened for it', () => live.listenerCount < 20);
  });

  it('answers what fails on our side without telling why', async () => {
    const broken = jest.spyOn(test.server.platform.database, 'repository').mockImplementation(() => {
      throw new Error('the password of the database is hunter2');
    });
    const socket = await RawSocket.open(test.origin, ann.credentials());
    socket.send(INIT);
    const { code, reason } = await socket.closed;
    broken.mockRestore();
    expect(code).toBe(4500);
    expect(reason).not.toContain('hunter2');
    expect(test.alarms.join()).toContain('hunter2'); // in the log, where it belongs
    test.alarms.length = 0;
  });

  it('opens at /graphql only', async () => {
    for (const path of ['/livez', '/nothing']) {
      const socket = await RawSocket.open(`${test.origin}${path}?`);
      await socket.closed;
      expect(socket.messages).toEqual([]);
    }
  });
});
