import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { type KeyPair, keyPairOf } from './key-pair';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The server's own secret, from which it makes what must not be readable in the database: codes and links that are
 * mailed later than they are made, and the second factors of people; and by which it shows who it is. Each use has a key
 * of its own (RFC 5869).
 */
export class SecretKey {
  private readonly codeKey: Buffer;
  private readonly linkKey: Buffer;
  private readonly hashKey: Buffer;
  private readonly sealKey: Buffer;
  private readonly signKey: Buffer;
  /** By which push services know this shop (VAPID, RFC 8292). */
  readonly pushKeys: KeyPair;

  /** `secret` is what the operator set: at least 32 characters. */
  constructor(secret: string) {
    const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'customer-care-registry', use, 32));
    this.codeKey = derive('code');
    this.linkKey = derive('link');
    this.hashKey = derive('hash');
    this.sealKey = derive('seal');
    this.signKey = derive('sign');
    this.pushKeys = keyPairOf((attempt) => derive(`push ${attempt}`));
  }

  /** The six digits that belong to the id of a code. */
  code(id: string): string {
    const number = createHmac('sha256', this.codeKey).update(id).digest().readUIntBE(0, 6) % 1_000_000;
    return String(number).padStart(6, '0');
  }

  /** The secret of a link that belongs to its id: 256 bits as 43 URL-safe characters. */
  linkSecret(id: string): string {
    return createHmac('sha256', this.linkKey).update(id).digest('base64url');
  }

  /** What is stored of something short: without the key, all that it can be could be tried out. */
  hash(text: string): string {
    return createHmac('sha256', this.hashKey).update(text).digest('hex');
  }

  /** Whether the text has that hash, in a time that does not tell how much of it fits. */
  matches(text: string, hash: string): boolean {
    return timingSafeEqual(Buffer.from(this.hash(text)), Buffer.from(hash));
  }

  /** The text with proof that this server wrote it, for links. Anybody can read it; `signedText` gives it back. */
  sign(text: string): string {
    return `${text}.${createHmac('sha256', this.signKey).update(text).digest('base64url')}`;
  }

  /** The text that was signed; null when this server did not write it so. */
  signedText(signed: string): string | null {
    const text = signed.slice(0, Math.max(0, signed.lastIndexOf('.')));
    const [given, right] = [Buffer.from(signed), Buffer.from(this.sign(text))];
    return given.length === right.length && timingSafeEqual(given, right) ? text : null;
  }

  /** Encrypts (AES-256-GCM). `owner` is whose it is: it opens for nobody else. */
  seal(text: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Throws when it was changed, sealed for someone else or with another key. */
  open(sealed: string, owner: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}
