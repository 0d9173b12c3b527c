import type { AccountsCore, Part } from '../core';
import { SecurityEvent } from './security-event.entity';
import { SecurityEventQueries } from './security-event.queries';
import { SecurityEventResolver } from './security-event.resolver';

export const securityLogEntities = [SecurityEvent];
export const securityLogResolvers = [SecurityEventResolver] as const;

/** What admins read of the audit. */
export const createSecurityLog = ({ platform }: AccountsCore): Part => ({
  resolvers: [new SecurityEventResolver(new SecurityEventQueries(platform.database))],
});
