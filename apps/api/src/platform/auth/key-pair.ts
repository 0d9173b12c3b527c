import { createECDH } from 'node:crypto';

/** A P-256 key pair, as URL-safe base64. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The key pair of the first of these numbers that can be a private key: nearly every 32 bytes can, but not all. */
export function keyPairOf(number: (attempt: number) => Buffer): KeyPair {
  for (let attempt = 0; ; attempt++) {
    const candidate = number(attempt);
    const curve = createECDH('prime256v1');
    try {
      curve.setPrivateKey(candidate);
    } catch {
      continue;
    }
    return { publicKey: curve.getPublicKey('base64url'), privateKey: candidate.toString('base64url') };
  }
}
