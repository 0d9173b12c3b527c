import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { LIMITS } from '@ccr/domain';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from '../delivery';
import { Outbound } from '.';

const REQUEST = { headers: { 'content-type': 'application/json' }, body: '{"ä":1}' };
const NOT_PUBLIC = /^The address leads into a private network/;

const closed = new Outbound([]);
const home = new Outbound(['127.0.0.0/8', '::1']);

/** What a promise is rejected with. */
const failure = (work: Promise<unknown>): Promise<Error> => work.then(() => new Error('It worked'), (error: Error) => error);

describe('an address that is given', () => {
  it.each([
    'https://localhost/hook', 'https://127.0.0.1/', 'https://127.1/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://2130706433/',
    'https://[::1]/', 'https://[::]/', 'https://0.0.0.0/', 'https://[::ffff:127.0.0.1]/', 'https://[::127.0.0.1]/', 'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data', 'https://10.1.2.3/', 'https://172.16.0.1/', 'https://192.168.1.1/', 'https://100.64.0.1/', 'https://198.18.0.1/',
    'https://224.0.0.1/', 'https://255.255.255.255/', 'https://[fe80::1]/', 'https://[fc00::1]/', 'https://[fec0::1]/', 'https://[ff02::1]/', 'https://[2002:7f00:1::]/',
  ])('%s is refused, at saving and at calling', async (url) => {
    const refused = await failure(closed.guardedPost(url, REQUEST));
    expect(refused).toBeInstanceOf(DeliveryRefused);
    expect(refused.message).toMatch(NOT_PUBLIC);
    expect(await failure(closed.insistOnCallable(url, 'input.url'))).toMatchObject({ code: 'BAD_USER_INPUT', details: { issues: [{ path: 'input.url', message: refused.message }] } });
  });

  it.each([
    ['no address', /^This is not an address/],
    ['ftp://example.com/', /must start with https/],
    ['javascript:alert(1)', /must start with https/],
    ['http://93.184.215.14/', /must start with https/],
    ['https://user@93.184.215.14/', /user name or a password/],
    ['https://:word@93.184.215.14/', /user name or a password/],
    ['https://nobody.invalid/', /^Nothing is known under the name/],
  ])('%s is refused', async (url, message) => {
    expect(await failure(closed.insistOnCallable(url, 'input.url'))).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) as string });
  });

  it.each(['https://93.184.215.14/hook?a=1', 'https://[2606:4700::1111]:8443/'])('%s is fine', async (url) => {
    await expect(closed.insistOnCallable(url, 'input.url')).resolves.toBeUndefined();
  });

  it('is judged by every address of its name', async () => {
    const addresses = [{ address: '93.184.215.14', family: 4 }, { address: '10.0.0.1', family: 4 }];
    const outbound = new Outbound([], () => Promise.resolve(addresses));
    expect((await failure(outbound.insistOnCallable('https://example.com/', 'input.url'))).message).toMatch(NOT_PUBLIC);
    addresses.pop();
    await expect(outbound.insistOnCallable('https://example.com/', 'input.url')).resolves.toBeUndefined();
  });

  it('keeps no more than two threads busy with names that nobody answers for', async () => {
    const asked: string[] = [];
    const silent = new Outbound([], (name) => new Promise(() => void asked.push(name)));
    const work = [1, 2, 3, 4].map((each) => failure(silent.guardedPost(`https://slow${each}.example/`, { ...REQUEST, timeoutMs: 200 })));
    for (const error of await Promise.all(work)) expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(asked).toEqual(['slow1.example', 'slow2.example']);
  });

  it('may be private where the operator says so, over http too', async () => {
    await expect(home.insistOnCallable('http://127.0.0.1:5678/hook', 'input.url')).resolves.toBeUndefined();
    await expect(home.insistOnCallable('http://[::ffff:127.0.0.1]/', 'input.url')).resolves.toBeUndefined();
    await expect(home.insistOnCallable('https://localhost/', 'input.url')).resolves.toBeUndefined();
    expect((await failure(home.insistOnCallable('http://10.0.0.1/', 'input.url'))).message).toMatch(NOT_PUBLIC);
    expect((await failure(home.insistOnCallable('http://93.184.215.14/', 'input.url'))).message).toMatch(/must start with https/);
  });
});

describe('a call', () => {
  let server: Server;
  let url = '';
  let asked: { request: IncomingMessage; body: string }[] = [];
  let answer: (response: ServerResponse) => void = (response) => response.end('thanks');

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked.push({ request, body: Buffer.concat(chunks).toString() });
        answer(response);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?x=1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    answer = (response) => response.end('thanks');
  });

  it('carries headers and body as they are, and brings the answer', async () => {
    expect(await home.guardedPost(url, REQUEST)).toEqual({ status: 200, body: 'thanks', durationMs: expect.any(Number) as number });
    expect(asked[0]?.body).toBe(REQUEST.body);
    expect(asked[0]?.request).toMatchObject({ method: 'POST', url: '/hook?x=1', headers: { 'content-type': 'application/json', 'content-length': '8' } });
  });

  it('reaches a machine of the operator by its name', async () => {
    expect(await home.guardedPost(url.replace('127.0.0.1', 'localhost'), REQUEST)).toMatchObject({ status: 200 });
  });

  it('is not made at all to an address that turned private since it was saved', async () => {
    let address = '93.184.215.14';
    const outbound = new Outbound([], () => Promise.resolve([{ address, family: 4 }]));
    await outbound.insistOnCallable('https://example.com/', 'input.url');
    address = '127.0.0.1';
    const { port } = server.address() as AddressInfo;
    expect((await failure(outbound.guardedPost(`https://example.com:${port}/`, REQUEST))).message).toMatch(NOT_PUBLIC);
    expect(asked).toEqual([]);
  });

  it('goes where the name was judged to lead, not where a second look-up would', async () => {
    let lookUps = 0;
    const outbound = new Outbound(['127.0.0.1'], () => Promise.resolve([{ address: lookUps++ ? '10.0.0.1' : '127.0.0.1', family: 4 }]));
    expect(await outbound.guardedPost(url.replace('127.0.0.1', 'rebind.example'), REQUEST)).toMatchObject({ status: 200 });
    expect(lookUps).toBe(1);
  });

  it('asks no proxy', async () => {
    process.env['http_proxy'] = process.env['HTTP_PROXY'] = 'http://127.0.0.1:9/';
    try {
      expect(await home.guardedPost(url, REQUEST)).toMatchObject({ status: 200 });
    } finally {
      delete process.env['http_proxy'];
      delete process.env['HTTP_PROXY'];
    }
  });

  it.each([301, 302, 307, 308])('does not follow a %i', async (status) => {
    answer = (response) => response.writeHead(status, { location: '/elsewhere' }).end();
    const error = await failure(home.guardedPost(url, REQUEST));
    expect(error).toEqual(new DeliveryRefused(`The target answered ${status}: redirects are not followed.`));
    expect(asked).toHaveLength(1);
  });

  it('brings every other answer, with the pause it asks for', async () => {
    answer = (response) => response.writeHead(429, { 'retry-after': '7' }).end('later');
    expect(await home.guardedPost(url, REQUEST)).toMatchObject({ status: 429, body: 'later', retryAfterSeconds: 7 });
    answer = (response) => response.writeHead(503, { 'retry-after': 'soon' }).end();
    expect(await home.guardedPost(url, REQUEST)).not.toHaveProperty('retryAfterSeconds');
  });

  it('keeps the start of an endless answer and hangs up', async () => {
    let pushed = 0;
    answer = (response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)) && ++pushed < 1e6);
      };
      response.on('drain', pour);
      pour();
    };
    expect((await home.guardedPost(url, REQUEST)).body).toBe('x'.repeat(LIMITS.webhook.answer));
    expect(pushed).toBeLessThan(1e6);
  });

  it('is left alone for a day at most, whatever the target asks for', async () => {
    for (const seconds of ['99999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT']) {
      answer = (response) => void response.writeHead(503, { 'retry-after': seconds }).end();
      expect(await home.guardedPost(url, REQUEST)).toMatchObject({ status: 503, retryAfterSeconds: 24 * 60 * 60 });
    }
  });

  it('ends when the target wants to speak something else', async () => {
    answer = ({ socket }) => void socket?.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
    expect(await failure(home.guardedPost(url, { ...REQUEST, timeoutMs: 1_000 }))).toBeInstanceOf(DeliveryRefused);
  });

  it('takes the status of an answer whose body dribbles, when the time is up', async () => {
    answer = (response) => void response.writeHead(201).write('so far');
    expect(await home.guardedPost(url, { ...REQUEST, timeoutMs: 300 })).toMatchObject({ status: 201, body: 'so far' });
  });

  it('does not know what became of a request that got no answer', async () => {
    answer = () => undefined;
    const hung = await failure(home.guardedPost(url, { ...REQUEST, timeoutMs: 300 }));
    expect(hung).toEqual(new DeliveryUnanswered('The target gave no answer (no answer in time).'));
    expect(hung).toBeInstanceOf(DeliveryUnanswered);
    answer = (response) => response.socket?.resetAndDestroy();
    expect(await failure(home.guardedPost(url, REQUEST))).toEqual(new DeliveryUnanswered('The target gave no answer (ECONNRESET).'));
  });

  it('is worth another try where nobody listens, or the name is not known for now', async () => {
    const free = createTcpServer();
    await new Promise<void>((done) => free.listen(0, '127.0.0.1', done));
    const { port } = free.address() as AddressInfo;
    await new Promise((done) => free.close(done));
    const nobody = await failure(home.guardedPost(`http://127.0.0.1:${port}/`, REQUEST));
    expect(nobody).toBeInstanceOf(DeliveryUnavailable);
    expect(nobody.message).toBe('The target could not be reached (ECONNREFUSED).');

    const failing = new Outbound([], () => Promise.reject(Object.assign(new Error('queryA example.com'), { code: 'EAI_AGAIN' })));
    expect(await failure(failing.guardedPost('https://example.com/', REQUEST))).toEqual(new DeliveryUnavailable("The target's name could not be looked up (EAI_AGAIN)."));

    const slow = new Outbound([], () => new Promise(() => undefined));
    expect(await failure(slow.guardedPost('https://example.com/', { ...REQUEST, timeoutMs: 50 }))).toBeInstanceOf(DeliveryUnavailable);
  });

  it('over TLS that does not hold is not made', async () => {
    const error = await failure(home.guardedPost(url.replace('http:', 'https:'), REQUEST));
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(asked).toEqual([]);
  });
});
