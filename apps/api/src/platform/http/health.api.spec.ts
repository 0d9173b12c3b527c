import Fastify, { type FastifyInstance } from 'fastify';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { Health } from './health';

describe('health', () => {
  let test: TestPlatform;
  let app: FastifyInstance;
  let health: Health;
  const status = async (url: string): Promise<number> => (await app.inject({ url })).statusCode;

  beforeEach(async () => {
    test = await startTestPlatform();
    app = Fastify();
    health = new Health(test.database);
    health.register(app);
  });
  afterEach(async () => {
    await app.close();
    await test.stop();
  });

  it('is live and ready while the database answers', async () => {
    expect([await status('/livez'), await status('/readyz')]).toEqual([200, 200]);
  });

  it('is live but not ready while the database is away', async () => {
    await test.database.source.destroy();
    expect([await status('/livez'), await status('/readyz')]).toEqual([200, 503]);
    await test.database.source.initialize();
  });

  it('is live but not ready once it stops', async () => {
    health.stop();
    expect([await status('/livez'), await status('/readyz')]).toEqual([200, 503]);
  });
});
