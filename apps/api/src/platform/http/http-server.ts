import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { withRequestId } from '../logging';
import { answerErrors } from './error-reply';

/** The largest request body and the largest WebSocket message. A message of 20,000 characters fits, however encoded. */
const MAX_BYTES = 256 * 1024;

/** OWASP Secure Headers. Angular Material sets styles on elements, which needs 'unsafe-inline' for styles only. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", 'ws:', 'wss:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
};

/** An HTTP server with our headers, limits and errors, and no routes yet. */
export async function createHttpServer(log: Logger, https: boolean): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: MAX_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    withRequestId(request.id, done);
  });
  answerErrors(app, MAX_BYTES);
  await app.register(fastifyHelmet, { contentSecurityPolicy, strictTransportSecurity: https });
  await app.register(fastifyCookie);
  await app.register(fastifyWebsocket, { options: { maxPayload: MAX_BYTES } });
  return app;
}
