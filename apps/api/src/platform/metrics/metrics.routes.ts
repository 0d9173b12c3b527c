import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../errors';
import type { Metrics } from './metrics';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `/metrics`, for who brings the token as a bearer. `token` null: there is nothing at this address. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  const expected = token === null ? null : digest(`Bearer ${token}`);
  app.get('/metrics', { logLevel: 'silent' }, async (request, reply) => {
    if (!expected) throw new UserError('NOT_FOUND', 'There is nothing at this address.');
    // Of the same length, so that comparing takes as long whatever was sent.
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      return reply.code(401).header('www-authenticate', 'Bearer').type('text/plain').send('Bring METRICS_TOKEN as a bearer token.\n');
    }
    return reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
}
