import type { Viewer } from '../auth';
import type { Clock } from '../clock';
import { type Database, isDuplicate, newId } from '../database';
import { badInput } from '../errors';
import { ClientMutation } from './client-mutation.entity';

/** Which request it is, as its client named it. */
export interface Attempt {
  readonly viewer: Viewer;
  readonly operation: string;
  readonly clientMutationId?: string | null | undefined;
  /** Counts it where there may be only so many, and throws when there were too many. Not asked for what was done before. */
  readonly admit?: () => Promise<void>;
}

/** Makes retries safe: the same `clientMutationId` by the same viewer makes one thing, however often it is sent. */
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `make` in a unit of work with the id of the thing to be made, unless that was done before. Resolves to the id
   * of what was made now or then. @throws UserError BAD_USER_INPUT when the client used its id for something else.
   */
  async once(attempt: Attempt, make: (id: string) => Promise<void>): Promise<string> {
    const { viewer, operation, clientMutationId } = attempt;
    const id = newId();
    if (!clientMutationId) {
      await attempt.admit?.();
      await this.database.unitOfWork(() => make(id));
      return id;
    }
    const earlier = await this.find(attempt, clientMutationId);
    if (earlier) return earlier;
    await attempt.admit?.(); // not in the unit of work, which runs again after a deadlock
    const row = { viewerId: viewer.id, clientMutationId, operation, resultId: id, createdAt: this.clock.now() };
    try {
      await this.database.unitOfWork(async () => {
        // First, so that the same request sent twice at once waits here for the other to end.
        await this.database.manager.insert(ClientMutation, row);
        await make(id);
      });
      return id;
    } catch (error) {
      const winner = isDuplicate(error) ? await this.find(attempt, clientMutationId) : null;
      if (winner) return winner;
      throw error;
    }
  }

  private async find({ viewer, operation }: Attempt, clientMutationId: string): Promise<string | null> {
    const row = await this.database.repository(ClientMutation).findOneBy({ viewerId: viewer.id, clientMutationId });
    if (row && row.operation !== operation) {
      throw badInput('input.clientMutationId', 'This clientMutationId was used for something else. Make a new one.');
    }
    return row?.resultId ?? null;
  }
}
