import { Role, TokenScope } from '@ccr/domain';
import { Authorized as TypeGraphQLAuthorized, Mutation, Query, Resolver, type ResolverData, Subscription } from 'type-graphql';
import { buildContract, type GraphqlContext, type ResolverClasses } from '../graphql';
import { authChecker, Authorized, Public } from './guard';
import type { Credential, Viewer } from './viewer';

/** A class with one root field, made anew for each case. */
function resolverWith(kind: 'query' | 'mutation' | 'subscription', name: string, mark?: MethodDecorator): ResolverClasses {
  class Tiny {
    answer(): boolean {
      return true;
    }
  }
  const field = { query: Query, mutation: Mutation, subscription: Subscription }[kind];
  const options = { name, topics: 'any' };
  const descriptor = Object.getOwnPropertyDescriptor(Tiny.prototype, 'answer') as PropertyDescriptor;
  (field as typeof Subscription)(() => Boolean, options)(Tiny.prototype, 'answer', descriptor);
  mark?.(Tiny.prototype, 'answer', descriptor);
  Resolver()(Tiny);
  return [Tiny];
}

describe('a contract', () => {
  /** TypeGraphQL keeps what was declared for the whole process, so each case begins afresh. */
  const build = (kind: 'query' | 'mutation' | 'subscription', mark?: () => MethodDecorator): unknown =>
    buildContract([...resolverWith('query', 'viewer', Public()), ...resolverWith(kind, 'extra', mark?.())]);
  beforeEach(() => {
    (globalThis as { TypeGraphQLMetadataStorage?: { clear(): void } }).TypeGraphQLMetadataStorage?.clear();
  });

  it.each(['query', 'mutation', 'subscription'] as const)('with an unguarded %s is refused at the start', (kind) => {
    expect(() => build(kind)).toThrow('Root fields without @Authorized or @Public: answer');
  });

  it('is refused when a guard names no permission', () => {
    expect(() => build('query', () => TypeGraphQLAuthorized())).toThrow('without @Authorized or @Public');
  });

  it.each(['query', 'mutation', 'subscription'] as const)('with a %s that is guarded or public is built', (kind) => {
    expect(() => build(kind, () => Authorized('ticket.read'))).not.toThrow();
    expect(() => build(kind, () => Public())).not.toThrow();
  });
});

describe('the guard', () => {
  const session: Credential = { kind: 'session', id: 's' };
  const token = (...scopes: TokenScope[]): Credential => ({ kind: 'token', id: 't', scopes });
  const ask = (someone: Omit<Viewer, 'duties' | 'topicIds'> | null, ...permissions: Parameters<typeof Authorized>): unknown => {
    const viewer = someone && { ...someone, duties: [], topicIds: [] };
    return authChecker({ context: { viewer } } as unknown as ResolverData<GraphqlContext>, permissions);
  };
  const { CUSTOMER, AGENT, ADMIN } = Role;
  const { TICKETS_READ, ADMIN_WRITE } = TokenScope;

  it('opens to a role that is listed, with a session or a token that has the scope', () => {
    expect(ask({ id: 'a', role: ADMIN, credential: session }, 'agent.create')).toBe(true);
    expect(ask({ id: 'a', role: ADMIN, credential: token(TICKETS_READ, ADMIN_WRITE) }, 'agent.create')).toBe(true);
  });

  it('tells who is signed out from who may not', () => {
    expect(() => ask(null, 'ticket.read')).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    for (const role of [CUSTOMER, AGENT]) {
      const viewer = { id: 'a', role, credential: session };
      expect(() => ask(viewer, 'agent.create')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    }
  });

  it('refuses a token without the scope, a scope without the role, and managing tokens with any', () => {
    const refusal = expect.objectContaining({ code: 'FORBIDDEN' });
    expect(() => ask({ id: 'a', role: ADMIN, credential: token(TICKETS_READ) }, 'agent.create')).toThrow(refusal);
    expect(() => ask({ id: 'a', role: CUSTOMER, credential: token(ADMIN_WRITE) }, 'agent.create')).toThrow(refusal);
    const all = token(...Object.values(TokenScope));
    expect(() => ask({ id: 'a', role: ADMIN, credential: all }, 'accessToken.manage')).toThrow(refusal);
  });
});
