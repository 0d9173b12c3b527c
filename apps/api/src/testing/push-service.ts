import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A browser, as far as push goes. */
export interface PushBrowser {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** A message as the browser's service worker gets it. */
export interface PushMessage {
  readonly to: string;
  readonly headers: IncomingHttpHeaders;
  readonly data: Record<string, string>;
}

interface Keys {
  readonly curve: ECDH;
  readonly auth: Buffer;
}

/** What browsers do with a message (RFC 8291 on top of RFC 8188, one record). */
function decrypted(body: Buffer, { curve, auth }: Keys): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const record = body.subarray(21 + sender.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(sender), auth, info, 32));
  const derive = (use: string, bytes: number): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${use}\0`, bytes));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12)).setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

/** A stand-in for the push service of a browser maker: checks who sends, decrypts as browsers do, answers as a spec says. */
export class PushService {
  readonly messages: PushMessage[] = [];
  /** What is wrong with the requests so far. */
  readonly complaints: string[] = [];
  asked = 0;
  answer: (path: string, length: number) => { readonly status: number; readonly headers?: Record<string, string> } | null = () => ({ status: 201 });

  private readonly browsers = new Map<string, Keys>();
  private readonly server: Server = createServer((request, response) => {
    void buffer(request).then((body) => {
      this.asked++;
      const path = request.url ?? '';
      const answer = this.answer(path, body.length);
      if (!answer) return;
      if (answer.status === 201) this.take(path, request.headers, body);
      response.writeHead(answer.status, answer.headers).end();
    });
  });

  constructor(private readonly publicKey: () => string) {}

  start = (): Promise<void> => new Promise((done) => this.server.listen(0, '127.0.0.1', done));

  stop(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** One more browser that asks to be told. */
  browser(): PushBrowser {
    const keys = { curve: createECDH('prime256v1'), auth: randomBytes(16) };
    const p256dh = keys.curve.generateKeys('base64url');
    const path = `/send/${randomUUID()}`;
    this.browsers.set(path, keys);
    return { endpoint: this.origin + path, p256dh, auth: keys.auth.toString('base64url') };
  }

  private take(path: string, headers: IncomingHttpHeaders, body: Buffer): void {
    this.checkSender(headers.authorization ?? '');
    const keys = this.browsers.get(path);
    if (!keys) return void this.complaints.push(`${path} is nobody`);
    try {
      this.messages.push({ to: this.origin + path, headers, data: JSON.parse(decrypted(body, keys)) as Record<string, string> });
    } catch (error) {
      this.complaints.push(String(error));
    }
  }

  /** As RFC 8292 asks push services to. */
  private checkSender(authorization: string): void {
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
    const [header = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
    const signed = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
    if (key !== this.publicKey()) this.complaints.push('another key than the browser subscribed with');
    if (!verify('sha256', Buffer.from(`${header}.${claims}`), signed, Buffer.from(signature, 'base64url'))) this.complaints.push('the signature is wrong');
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string };
    if (aud !== this.origin) this.complaints.push(`meant for ${aud}`);
    if (exp * 1_000 < Date.now() || exp * 1_000 > Date.now() + 24 * 60 * 60 * 1_000) this.complaints.push('lasts too long, or no more');
    if (!/^(mailto|https):/.test(sub)) this.complaints.push(`sent by ${sub}`);
  }
}
