import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import type { SessionCookie } from '../graphql';

/** How long a browser is known without signing in. */
const DEVICE_SECONDS = 365 * 24 * 60 * 60;
/** What we set, and nothing else that a browser may send. */
const SECRET = /^[\w-]{43}$/;

const isHttps = ({ publicUrl }: Pick<Config, 'publicUrl'>): boolean => publicUrl.startsWith('https:');

/** `__Host-` makes browsers refuse it from another host or over http; plain http (on localhost) can't have it. */
export const cookieName = (config: Pick<Config, 'publicUrl'>): string => (isHttps(config) ? '__Host-ccr' : 'ccr');

/** The session in the answer to this request, and what the browser is known again by. */
export function sessionCookie(request: FastifyRequest, reply: FastifyReply, config: Pick<Config, 'publicUrl'>): SessionCookie {
  const name = cookieName(config);
  const deviceName = `${name}-device`;
  const device = request.cookies[deviceName] ?? '';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(config) } as const;
  return {
    device: SECRET.test(device) ? device : null,
    set: (secret, expiresAt) => void reply.setCookie(name, secret, { ...options, ...(expiresAt && { expires: expiresAt }) }),
    clear: () => void reply.clearCookie(name, options),
    setDevice: (secret) => void reply.setCookie(deviceName, secret, { ...options, maxAge: DEVICE_SECONDS }),
  };
}
