import type { FastifyInstance } from 'fastify';
import { badInput } from '../../../platform/errors';
import type { Unsubscribing } from './unsubscribing';

/** The body is one short field. */
const MAX_BYTES = 4_096;

/**
 * Where mail programs unsubscribe by themselves (RFC 8058): POST to the link of the mail, without a cookie. GET is the page
 * of the web app, for programs that look through mail open links, too, and must change nothing.
 */
export function registerUnsubscribe(app: FastifyInstance, unsubscribing: Unsubscribing): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // A form, as either of two types; anybody may send it, for the link is the right to it.
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BYTES }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { '*': string } }>('/unsubscribe/*', async ({ params, body }, reply) => {
      if (!/List-Unsubscribe\b[^]*One-Click/.test(String(body))) throw badInput('List-Unsubscribe', 'Send List-Unsubscribe=One-Click as a form.');
      await unsubscribing.choose(params['*'], false);
      return reply.type('text/plain').send('You get no more mail of this kind.');
    });
  });
}
