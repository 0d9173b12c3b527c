import type { FastifyReply } from 'fastify';
import type { Config } from '../config';
import type { SessionCookie } from '../graphql';

const isHttps = ({ publicUrl }: Pick<Config, 'publicUrl'>): boolean => publicUrl.startsWith('https:');

/** `__Host-` makes browsers refuse it from another host or over http; plain http (on localhost) can't have it. */
export const cookieName = (config: Pick<Config, 'publicUrl'>): string => (isHttps(config) ? '__Host-ccr' : 'ccr');

/** The session in the answer to this request. */
export function sessionCookie(reply: FastifyReply, config: Pick<Config, 'publicUrl'>): SessionCookie {
  const name = cookieName(config);
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(config) } as const;
  return {
    set: (secret, expiresAt) => void reply.setCookie(name, secret, { ...options, ...(expiresAt && { expires: expiresAt }) }),
    clear: () => void reply.clearCookie(name, options),
  };
}
