import type { FastifyInstance } from 'fastify';

/** Lets go of those who use the server, a step at a time, so that none of them meets a closed door. */
export class Drain {
  private begun = false;
  private refusing = false;

  /**
   * From now on every answer ends its connection: who has one open for the next request would lose that request at the
   * moment the server stops.
   */
  begin(): void {
    this.begun = true;
  }

  /** From now on whoever asks for a WebSocket gets 503, and finds another process or this one's successor. */
  refuseSockets(): void {
    this.refusing = true;
  }

  /** For all routes that are added after this call. */
  register(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      if (this.refusing && request.ws) void reply.code(503).send({ status: 'unavailable' });
      else done();
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.begun) reply.header('connection', 'close');
      done();
    });
  }
}
