import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type GraphqlContext } from '../../../platform/graphql';
import { type Connection } from '../../../platform/paging';
import { User } from '../people/user.entity';
import { deviceName } from '../sessions/device-name';
import { SecurityEvent } from './security-event.entity';
import type { SecurityEventQueries } from './security-event.queries';
import { SecurityEventConnection, SecurityEventFilter } from './security-event.types';

@Resolver(() => SecurityEvent)
export class SecurityEventResolver {
  constructor(private readonly queries: SecurityEventQueries) {}

  @Authorized('audit.read')
  @Query(() => SecurityEventConnection, { description: 'The audit: what matters for security, the newest first. For admins.' })
  securityEvents(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
    @Arg('filter', () => SecurityEventFilter, { nullable: true, description: 'Which of them.' }) filter?: SecurityEventFilter,
  ): Promise<Connection<SecurityEvent>> {
    return this.queries.list(filter ?? {}, { first, after });
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Whose account it is about; null when there is none, as with an attempt on an unknown address.',
  })
  user(@Root() { userId }: SecurityEvent, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return userId === null ? Promise.resolve(null) : loaders.byId(User, userId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who did it; null when nobody was signed in.' })
  actor(@Root() { actorId }: SecurityEvent, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return actorId === null ? Promise.resolve(null) : loaders.byId(User, actorId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Such as "Firefox on Linux"; null for what the server does by itself.' })
  device(@Root() { userAgent }: SecurityEvent): string | null {
    return userAgent === null ? null : deviceName(userAgent);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where it came from; null for what the server does by itself.' })
  ipAddress(@Root() { ip }: SecurityEvent): string | null {
    return ip;
  }
}
