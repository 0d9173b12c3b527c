import { type Actor, eventually, type GraphqlError } from '@ccr/testkit';

/** An operation to be tried. */
export interface Attempt {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly operation: string;
}

/** The code of the refusal over HTTP and over WebSocket; `done` where there was none. Nothing is subscribed to over HTTP. */
export interface Outcomes {
  readonly http: string;
  readonly socket: string;
}

/** A server lets ten operations run on one socket at a time. */
const AT_ONCE = 8;
/** graphql-ws: the server closed the socket because of who we are. */
const UNAUTHORIZED_CLOSE = 4401;

type Reading = (error: GraphqlError | undefined) => string;

async function overHttp(actor: Actor, { kind, operation }: Attempt, read: Reading): Promise<string | null> {
  return kind === 'subscription' ? null : read((await actor.send(operation)).errors?.[0]);
}

/** A subscription that is let in may never end, so a query that is sent after it tells when it must have been refused. */
async function overSocket(actor: Actor, { kind, operation }: Attempt, read: Reading): Promise<string> {
  const feed = actor.subscribe(operation);
  const isOver = (): boolean => feed.completed || feed.errors.length > 0 || feed.closed !== null;
  if (kind === 'subscription') {
    const after = actor.subscribe('{ viewer { id } }');
    await eventually(`an answer after ${operation}`, () => isOver() || after.completed || after.closed !== null);
  } else {
    await eventually(`an answer to ${operation}`, isOver);
  }
  feed.stop();
  return feed.closed?.code === UNAUTHORIZED_CLOSE ? 'UNAUTHENTICATED' : read(feed.errors[0]);
}

/** Tries each operation over HTTP and WebSocket. `read` tells what a refusal means. */
export async function tryBothWays(actor: Actor, attempts: readonly Attempt[], read: Reading): Promise<Record<string, Outcomes>> {
  const outcomes: Record<string, Outcomes> = {};
  for (let start = 0; start < attempts.length; start += AT_ONCE) {
    await Promise.all(
      attempts.slice(start, start + AT_ONCE).map(async (attempt) => {
        const [http, socket] = await Promise.all([overHttp(actor, attempt, read), overSocket(actor, attempt, read)]);
        outcomes[attempt.name] = { http: http ?? socket, socket };
      }),
    );
  }
  return outcomes;
}
