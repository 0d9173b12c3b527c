import { generateSecret, generateURI, verifySync } from 'otplib';

const STEP_SECONDS = 30;
const SIX_DIGITS = /^\d{6}$/;

/** A secret for an authenticator app: 160 bits as Base32. What every app supports: SHA-1, 30 seconds, six digits. */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** What the QR code says. A colon would end the shop's name. */
export const totpUri = (shopName: string, email: string, secret: string): string =>
  generateURI({ issuer: shopName.replaceAll(':', ' '), label: email, secret, algorithm: 'sha1', digits: 6, period: STEP_SECONDS });

/** Whether the text could come from an app. */
export const looksLikeTotp = (code: string): boolean => SIX_DIGITS.test(code);

/**
 * The time step that the code belongs to: the present one, or the one before or after it, as clocks differ and people
 * take a while to type (RFC 6238 §5.2). Null when it belongs to none of them.
 */
export function totpStep(secret: string, code: string, now: Date): number | null {
  if (!looksLikeTotp(code)) return null;
  const epoch = Math.floor(now.getTime() / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: STEP_SECONDS, period: STEP_SECONDS });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
