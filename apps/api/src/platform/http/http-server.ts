import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { answerErrors } from './error-reply';
import { type Following, followRequests } from './follow-requests';

/** The largest request body and the largest WebSocket message. A message of 20,000 characters fits, however encoded. */
const MAX_BYTES = 256 * 1024;

/** Where pictures may come from, beside our own: the logo in mails, which admins look at before they are sent. */
export const foreignPictures = ({ shopLogoUrl }: Pick<Config, 'shopLogoUrl'>): string[] =>
  shopLogoUrl === null ? ['data:'] : ['data:', new URL(shopLogoUrl).origin];

/** OWASP Secure Headers. Angular Material sets styles on elements, which needs 'unsafe-inline' for styles only. */
const contentSecurityPolicy = (config: Config) => ({
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", ...foreignPictures(config)],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
});

/** An HTTP server with our headers, limits and errors, and no routes yet. */
export async function createHttpServer(log: Logger, config: Config, following: Omit<Following, 'trustedProxies'>): Promise<FastifyInstance> {
  const { publicUrl, trustedProxies } = config;
  const answer = answerErrors(MAX_BYTES);
  const app = Fastify({
    frameworkErrors: (error, request, reply) => void answer(error, request, reply), // what happens before there is a route
    // Its own news, such as where it listens, is told by the start-up text.
    loggerInstance: log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level }) as FastifyBaseLogger,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: MAX_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // what still comes over an open connection is answered: `Drain` has it be the last
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
  });
  followRequests(app, { ...following, trustedProxies });
  app.removeContentTypeParser('text/plain'); // a page of another site can send it without asking
  app.setErrorHandler(answer);
  await app.register(fastifyHelmet, { contentSecurityPolicy: contentSecurityPolicy(config), strictTransportSecurity: publicUrl.startsWith('https:') });
  await app.register(fastifyCookie);
  await app.register(fastifyWebsocket, {
    options: { maxPayload: MAX_BYTES },
    // Anybody can send what is no frame, and connections break: neither needs a human. `ws` closes by itself.
    errorHandler: (error, socket, request) => {
      request.log.info({ err: error }, 'A WebSocket failed');
      socket.close(1011);
    },
  });
  return app;
}
