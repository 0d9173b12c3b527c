import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startTestServer, type TestServer } from '../../testing/test-server';

const INDEX = '<!doctype html><title>Help</title>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5_000))});`;
const FILES: Record<string, string> = { 'index.html': INDEX, 'main-ABCD1234.js': SCRIPT, 'favicon.ico': 'icon', 'media/inter-WXYZ0987.woff2': 'font' };
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the web app', () => {
  let test: TestServer;
  let root: string;
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${test.origin}${path}`, { headers });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'ccr-web-'));
    await mkdir(join(root, 'media'));
    for (const [name, text] of Object.entries(FILES)) {
      await writeFile(join(root, name), text);
      await writeFile(join(root, `${name}.br`), brotliCompressSync(text));
    }
    await writeFile(join(root, '.env'), 'SECRET=1');
    await writeFile(`${root}.secret`, 'outside');
    test = await startTestServer({ WEB_ROOT: root, SHOP_LOGO_URL: 'https://cdn.example/a;b/logo.png' });
  });
  afterAll(async () => {
    await test.stop();
    await rm(root, { recursive: true });
    await rm(`${root}.secret`);
  });

  it('may load pictures of our own, and the logo of mails, which admins look at', async () => {
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toContain(";img-src 'self' data: https://cdn.example;");
  });

  it.each(['/main-ABCD1234.js', '/media/inter-WXYZ0987.woff2'])('lets a file be kept for ever whose name changes with it: %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/', '/index.html', '/favicon.ico'])('has every other file asked for anew: %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('comes compressed to who can read that, and is the same for who can not', async () => {
    for (const path of ['/main-ABCD1234.js', '/', '/tickets']) {
      const [packed, plain] = [await get(path, { ...BROWSER, 'accept-encoding': 'br' }), await get(path, { ...BROWSER, 'accept-encoding': 'identity' })];
      expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['br', null]);
      expect(packed.headers.get('vary')).toContain('accept-encoding');
      expect(packed.headers.get('content-type')).toBe(plain.headers.get('content-type'));
      expect(await packed.text()).toBe(await plain.text());
      expect(packed.headers.get('cache-control')).toBe(plain.headers.get('cache-control'));
    }
  });

  it.each(['/tickets', '/tickets/K7Q2-M9XD?tab=events', '/no/such/page'])('opens at every address that a browser goes to: %s', async (path) => {
    const response = await get(path, BROWSER);
    expect([response.status, await response.text()]).toEqual([200, INDEX]);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('answers what no page is with 404', async () => {
    const misses = [get('/main-OLD00000.js', { accept: '*/*' }), get('/api/users', { accept: 'application/json' }), get('/tickets')];
    for (const response of await Promise.all(misses)) {
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
    const post = await fetch(`${test.origin}/tickets`, { method: 'POST', headers: BROWSER });
    expect(post.status).toBe(404);
  });

  it('has its way out of the folder closed', async () => {
    const name = root.split('/').at(-1) ?? '';
    for (const path of [`/..%2f${name}.secret`, `/%2e%2e/${name}.secret`, `/media/..%2f..%2f${name}.secret`, '/.env', `/..\\${name}.secret`]) {
      const text = await (await get(path, BROWSER)).text();
      expect(text).not.toContain('outside');
      expect(text).not.toContain('SECRET');
    }
  });
});
