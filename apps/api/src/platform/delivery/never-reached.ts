const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'];
/** The connection was given up before anything was said: the certificate was not to be trusted. */
const BAD_CERTIFICATE = /CERT|UNABLE_TO_|_SIGNATURE|ERR_TLS/;

/** Whether a request ended before the other side could have had any of it: sent again, it does not arrive twice. */
export function neverReached(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { syscall?: unknown } };
  return NO_CONNECTION.includes(String(code)) || BAD_CERTIFICATE.test(String(code)) || cause?.syscall === 'connect';
}
