import type { FastifyInstance } from 'fastify';
import type { Database } from '../database';

/** What load balancers and orchestrators ask. */
export class Health {
  private stopping = false;

  constructor(private readonly database: Database) {}

  /** From now on no new work is wanted; what runs goes on. */
  stop(): void {
    this.stopping = true;
  }

  /** `/livez`: the process answers. `/readyz`: it wants work and its database answers. */
  register(app: FastifyInstance): void {
    app.get('/livez', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
    app.get('/readyz', { logLevel: 'silent' }, async (_request, reply) => {
      const ready = !this.stopping && (await this.databaseAnswers());
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable' });
    });
  }

  private async databaseAnswers(): Promise<boolean> {
    try {
      await this.database.manager.query('SELECT 1');
      return true;
    } catch {
      return false; // the answer to the caller says it; a database that is away is logged by whoever needed it
    }
  }
}
