import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../errors';
import { sendError } from './error-reply';

/** The build puts a hash of the content into the name, so such a file never changes. */
const HASHED = /-[A-Z0-9]{8}\.(js|css|woff2|svg)$/;

/** Serves the built web app; every path that a browser opens and nothing else answers is a page of it. */
export async function serveWebApp(app: FastifyInstance, root: string): Promise<void> {
  const built = existsSync(root);
  if (built) {
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const hashed = HASHED.test(path.replace(/\.(br|gz)$/, ''));
        response.setHeader('vary', 'accept-encoding'); // or a cache gives the compressed file to who can't read it
        response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (built && wantsPage) return reply.sendFile('index.html');
    return sendError(reply, new UserError('NOT_FOUND', 'There is nothing at this address.'));
  });
}
