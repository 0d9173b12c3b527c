import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '@ccr/testkit';
import type { Logger } from 'typeorm';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { SecurityEvent } from './security-event.entity';
import { SecurityEventType } from './security-event-type';

const EVENTS = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: SecurityEventFilter) {
    securityEvents(first: $first, after: $after, filter: $filter) {
      nodes { id type at user { id name } actor { id } device ipAddress details }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const CREATE = 'mutation { createAccessToken(input: { name: "Till", scopes: [TICKETS_READ] }) { accessToken { id } } }';
const REVOKE = 'mutation($id: ID!) { revokeAccessToken(input: { accessTokenId: $id }) { ok } }';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

interface Line {
  readonly id: string;
  readonly type: SecurityEventType;
  readonly at: string;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly actor: { readonly id: string } | null;
  readonly device: string | null;
  readonly ipAddress: string | null;
  readonly details: Record<string, unknown>;
}
interface Page {
  readonly nodes: readonly Line[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Counts the statements that a data source runs. */
class Counter implements Logger {
  statements = 0;
  logQuery(): void {
    this.statements++;
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

describe('the audit', () => {
  let test: TestServer;
  let admin: Person;
  let ann: Person;
  let tokenIds: string[];

  const read = async (variables: Record<string, unknown> = {}): Promise<Page> =>
    (await admin.do<{ securityEvents: Page }>(EVENTS, variables)).securityEvents;
  const aboutAnn = (filter: object = {}): Record<string, unknown> => ({ filter: { userId: ann.id, types: ['TOKEN_CREATED', 'TOKEN_REVOKED'], ...filter } });

  beforeAll(async () => {
    test = await startTestServer();
    [admin, ann] = [await test.shop.firstAdmin(), await test.shop.customer('Ann Rao')];
    tokenIds = [];
    for (let count = 0; count < 5; count++) {
      const body = JSON.stringify({ query: CREATE });
      const { data } = await ann.post<{ createAccessToken: { accessToken: { id: string } } }>(body, { 'user-agent': FIREFOX });
      tokenIds.push(data?.createAccessToken.accessToken.id ?? '');
      test.clock.pass(60_000);
    }
    await ann.do(REVOKE, { id: tokenIds[0] });
    await (await test.shop.customer('Ben Other')).do(CREATE);
  });
  afterAll(() => test.stop());

  it('tells admins who did what, when, from where and on what', async () => {
    const { nodes } = await read(aboutAnn());
    expect(nodes).toHaveLength(6);
    expect(nodes.at(-1)).toMatchObject({
      type: 'TOKEN_CREATED',
      user: { id: ann.id, name: 'Ann Rao' },
      actor: { id: ann.id },
      device: 'Firefox on Linux',
      ipAddress: '127.0.0.1',
      details: { accessTokenId: tokenIds[0], name: 'Till', scopes: ['TICKETS_READ'], expiresAt: null },
    });
    expect(Date.now() - Date.parse(nodes.at(-1)?.at ?? '')).toBeLessThan(60_000);
  });

  it('tells of what nobody did to anybody', async () => {
    await test.server.platform.database.unitOfWork(() =>
      test.server.platform.database.manager.insert(SecurityEvent, {
        id: '0197f6e0-1111-7222-8333-444455556666', type: SecurityEventType.SIGN_IN_FAILED, at: new Date(0),
        userId: null, actorId: null, ip: null, userAgent: null, details: {},
      }),
    );
    const { nodes } = await read({ filter: { until: '1970-01-02T00:00:00Z' } });
    expect(nodes).toMatchObject([{ type: 'SIGN_IN_FAILED', user: null, actor: null, device: null, ipAddress: null, details: {} }]);
  });

  it('begins with the newest, and goes on from a cursor without a gap while more happens', async () => {
    const all = (await read({ ...aboutAnn(), first: 100 })).nodes.map(({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo }: Page = await read({ ...aboutAnn(), first: 2, after });
      seen.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      if (seen.length === 2) await ann.do(CREATE);
    } while (after);
    expect(seen).toEqual(all);
    expect((await read({ ...aboutAnn(), first: 1 })).nodes[0]?.id).not.toBe(all[0]);
    const types = (await read(aboutAnn())).nodes.map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['TOKEN_CREATED', 'TOKEN_REVOKED', 'TOKEN_CREATED']);
  });

  it('is filtered by type, person and time, all at once', async () => {
    const revoked = await read({ filter: { userId: ann.id, types: ['TOKEN_REVOKED'] } });
    expect(revoked.nodes.map(({ details }) => details['accessTokenId'])).toEqual([tokenIds[0]]);
    expect((await read({ filter: { types: ['TOKEN_REVOKED', 'ACCOUNT_ERASED'] } })).nodes).toEqual(revoked.nodes);
    expect((await read({ filter: { userId: admin.id, types: ['TOKEN_CREATED'] } })).nodes).toEqual([]);

    const [, , third, second, first] = [...(await read(aboutAnn({ types: ['TOKEN_CREATED'] }))).nodes];
    const between = await read(aboutAnn({ since: second?.at, until: third?.at }));
    expect(between.nodes.map(({ id }) => id)).toEqual([second?.id]);
    expect(first).toBeDefined();
    expect((await read({ filter: { types: [] } })).nodes).toEqual([]);
  });

  it.each([
    ['a size of 0', { first: 0 }, 'first'],
    ['a size of 101', { first: 101 }, 'first'],
    ['a cursor that is none', { after: 'x' }, 'after'],
    ['a type that is none', { filter: { types: ['NOTHING'] } }, 'filter.types[0]'],
  ])('is not read with %s', async (_what, variables, path) => {
    const error = await admin.fail(EVENTS, variables);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });

  it('is for admins, with a session', async () => {
    const agent = await test.shop.agent();
    const program = await test.shop.program(admin, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    for (const actor of [ann, agent, program]) {
      expect((await actor.fail(EVENTS)).extensions.code).toBe('FORBIDDEN');
      expect((await actor.overSocket(EVENTS)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await test.shop.visitor().fail(EVENTS)).extensions.code).toBe('UNAUTHENTICATED');
  });

  it('costs the same few statements however long the page is', async () => {
    const { source } = test.server.platform.database;
    const statementsFor = async (first: number): Promise<number> => {
      const [usual, counter] = [source.logger, new Counter()];
      source.logger = counter;
      try {
        expect((await read({ ...aboutAnn(), first })).nodes).toHaveLength(first);
      } finally {
        source.logger = usual;
      }
      return counter.statements;
    };
    await statementsFor(1); // what is written at most every five minutes is written
    expect(await statementsFor(7)).toBe(await statementsFor(1));
  });
});

describe('what the audit knows', () => {
  const modules = join(__dirname, '../..');
  const sources = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('security-event.types'))
    .map((name) => ({ name, text: readFileSync(join(modules, name), 'utf8') }));

  it('is written somewhere', () => {
    const isWritten = (type: string): boolean => sources.some(({ text }) => new RegExp(`SecurityEventType\\.${type}\\b`).test(text));
    expect(Object.keys(SecurityEventType).filter((type) => !isWritten(type))).toEqual([]);
  });

  it('is added to and never changed, but for what is erased with a person', () => {
    const change = /\b(update|delete|remove|save|upsert|from|repository)\s*\(\s*SecurityEvent\b/;
    const changers = sources.filter(({ text }) => change.test(text)).map(({ name }) => name);
    expect(changers.filter((name) => !name.startsWith('accounts/profile'))).toEqual(['accounts/security-log/security-event.queries.ts']); // which reads
  });
});
