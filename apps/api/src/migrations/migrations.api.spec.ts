import { startTestPlatform, type TestPlatform } from '../testing/test-platform';
import { migrate } from '../platform/database';
import { migrations } from '.';

describe('migrations', () => {
  let test: TestPlatform;

  beforeEach(async () => {
    test = await startTestPlatform({ migrated: false });
  });
  afterEach(() => test.stop());

  const drift = async (): Promise<string[]> => {
    const { upQueries } = await test.database.source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  };

  it('make exactly the tables that the entities describe', async () => {
    expect(await drift()).not.toEqual([]);
    await migrate(test.database);
    expect(await drift()).toEqual([]);
  });

  it('run once, though several processes start at the same time', async () => {
    // The embedded database belongs to one process.
    const processes = test.database.isEmbedded ? 1 : 3;
    await Promise.all(Array.from({ length: processes }, () => migrate(test.database)));
    const rows = await test.database.manager.query('SELECT name FROM migrations');
    expect(rows).toHaveLength(migrations.length);
  });

  it('can be taken back', async () => {
    await migrate(test.database);
    for (const _ of migrations) await test.database.source.undoLastMigration();
    const runner = test.database.source.createQueryRunner();
    expect(await runner.hasTable('tickets')).toBe(false);
    await runner.release();
  });
});
