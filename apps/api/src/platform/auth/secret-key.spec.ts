import { createECDH } from 'node:crypto';
import { keyPairOf } from './key-pair';
import { SecretKey } from './secret-key';

const key = new SecretKey('a secret of at least 32 characters');
const other = new SecretKey('another secret of 32 characters or so');

describe('the secret key', () => {
  it('makes six digits of an id, always the same, others for another id or key', () => {
    const codes = Array.from({ length: 200 }, (_, index) => key.code(`id-${index}`));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(190);
    expect(key.code('id-1')).toBe(codes[1]);
    expect(other.code('id-1')).not.toBe(codes[1]);
  });

  it('makes links that can not be guessed', () => {
    expect(Buffer.from(key.linkSecret('id-1'), 'base64url')).toHaveLength(32);
    expect(key.linkSecret('id-1')).not.toBe(key.linkSecret('id-2'));
    expect(other.linkSecret('id-1')).not.toBe(key.linkSecret('id-1'));
  });

  it('hashes so that only who has the key can compare', () => {
    expect(key.matches('123456', key.hash('123456'))).toBe(true);
    expect(key.matches('123457', key.hash('123456'))).toBe(false);
    expect(other.matches('123456', key.hash('123456'))).toBe(false);
  });

  it('opens what it sealed, for its owner only', () => {
    const sealed = key.seal('JBSWY3DPEHPK3PXP', 'ann');
    expect(sealed).not.toContain('JBSW');
    expect(key.seal('JBSWY3DPEHPK3PXP', 'ann')).not.toBe(sealed);
    expect(key.open(sealed, 'ann')).toBe('JBSWY3DPEHPK3PXP');
    expect(() => key.open(sealed, 'ben')).toThrow();
    expect(() => other.open(sealed, 'ann')).toThrow();
    expect(() => key.open(`${sealed.slice(0, -2)}AA`, 'ann')).toThrow();
  });

  it('has one pair of keys for push services, the same after every start', () => {
    const { publicKey, privateKey } = key.pushKeys;
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(privateKey, 'base64url');
    expect(curve.getPublicKey('base64url')).toBe(publicKey);
    expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65);
    expect(new SecretKey('a secret of at least 32 characters').pushKeys).toEqual({ publicKey, privateKey });
    expect(other.pushKeys.privateKey).not.toBe(privateKey);
  });

  it('passes over what can be no key', () => {
    const numbers = [Buffer.alloc(32), Buffer.alloc(32, 0xff), Buffer.alloc(32, 7)];
    expect(keyPairOf((attempt) => numbers[attempt] ?? Buffer.alloc(0)).privateKey).toBe(numbers[2]?.toString('base64url'));
  });
});
