import type { QueryDeepPartialEntity } from 'typeorm';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import type { Client } from '../../../platform/graphql';
import { SecurityEvent } from './security-event.entity';
import type { SecurityEventType } from './security-event-type';

/** What is known of something that matters for security. */
export interface SecurityFact {
  /** Whose account it is about; null when there is none. */
  readonly userId: string | null;
  /** Who did it; null when nobody was signed in. */
  readonly actorId: string | null;
  /** Where it came from; null for what the server does by itself, or its operator at a terminal. */
  readonly client: Client | null;
  /** Never a secret. */
  readonly details?: Record<string, unknown>;
}

/** Details of what was done at a terminal of the server, where nobody is signed in. */
export const BY_OPERATOR = { by: 'the operator' } as const;

const MAX_USER_AGENT = 255;
const MAX_IP = 45;

/** What a client says of itself, as long as the columns for it are. */
export const clientColumns = ({ ip, userAgent }: Client): { ip: string; userAgent: string } => ({
  ip: ip.slice(0, MAX_IP),
  userAgent: userAgent.slice(0, MAX_USER_AGENT),
});

/** Writes the audit: together with what it tells, in the caller's unit of work, or in one of its own. */
export class SecurityLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async record(type: SecurityEventType, { userId, actorId, client, details = {} }: SecurityFact): Promise<void> {
    const where = client ? clientColumns(client) : { ip: null, userAgent: null };
    const row = Object.assign(new SecurityEvent(), { id: newId(), type, at: this.clock.now(), userId, actorId, details, ...where });
    await this.database.unitOfWork(() => this.database.manager.insert(SecurityEvent, row as QueryDeepPartialEntity<SecurityEvent>));
  }
}
