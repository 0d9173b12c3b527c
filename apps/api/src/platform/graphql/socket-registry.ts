import type { WebSocket } from '@fastify/websocket';
import { CloseCode } from 'graphql-ws';
import type { Logger } from 'pino';
import { type Authentication, type CredentialSource, credentialTopic, type Viewer } from '../auth';
import { UserError } from '../errors';
import type { LiveBus } from '../live';
import { Worker } from '../queue';

/** RFC 6455 registry: the service restarts, the client may come again. */
const SERVICE_RESTART = 1012;
/** The same registry: nothing is wrong with the client. */
const TRY_AGAIN_LATER = 1013;
/** How long a client may take to agree that the socket closes. */
const CLOSING_MS = 1_000;
/** Thousands who come again at the same moment would be a burden to whoever takes them: two seconds at most, in turns. */
const TURN_MS = 20;
const MOST_TURNS = 100;
const LEAST_IN_A_TURN = 20;
const MAX_TIMER_MS = 2 ** 31 - 1;
/** How often it is asked whether the credentials still hold: the process that ended one may itself have ended before it told. */
const ASK_MS = 30_000;
/** Of so many credentials in one statement. */
const ASKED_AT_ONCE = 500;

/** A socket with the credential that opened it. */
interface Watched {
  readonly credential: Viewer['credential'];
  /** Who the credential acts for now; null when it has ended. */
  found(now: Authentication | null): void;
}

const known = ({ role, duties, topicIds }: Viewer): string => JSON.stringify([role, duties, [...topicIds].sort()]);

/** Whether they may do and see the same as before: a socket goes on with what was known when it opened. */
const isUnchanged = (now: Viewer, before: Viewer): boolean => known(now) === known(before);

/** Whether or not the client agrees. */
function end(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), CLOSING_MS).unref();
}

/** The open sockets: they end with the credential that opened them, and are told to come again when the server stops. */
export class SocketRegistry {
  private readonly open = new Set<WebSocket>();
  private readonly watched = new Set<Watched>();
  private readonly running = new Set<Promise<unknown>>();
  private closing = false;
  /** Asks now and then whether the sockets may stay open, of all of them at once. */
  readonly worker: Worker;

  constructor(
    private readonly bus: LiveBus,
    private readonly credentials: Pick<CredentialSource, 'current'>,
    log: Logger,
  ) {
    this.worker = new Worker('ask whether sockets may stay', () => this.askOfAll(), log, ASK_MS);
  }

  /** Knows of the socket until it closes. */
  add(socket: WebSocket): void {
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    if (this.closing) this.tellToComeAgain(socket); // it was let in just before
  }

  /**
   * Closes the socket when its credential ends, or may do something else. `again` asks once more who it acts for: a
   * session that ended just before this call was listened for by nobody, as was a change of what its owner may do, and
   * one that was to expire may have been prolonged by its use meanwhile.
   */
  watch(socket: WebSocket, { viewer }: Authentication, again: () => Promise<Authentication | null>): void {
    if (socket.readyState !== socket.OPEN) return; // it went away while we asked who it is
    let timer: NodeJS.Timeout | undefined;
    const over = (): void => end(socket, CloseCode.Unauthorized, 'The session or token has ended');
    const found = (now: Authentication | null): void => {
      if (!now || !isUnchanged(now.viewer, viewer)) over();
      else if (now.expiresAt && socket.readyState === socket.OPEN) {
        const left = Math.max(now.expiresAt.getTime() - Date.now(), 0);
        clearTimeout(timer);
        timer = setTimeout(ask, Math.min(left, MAX_TIMER_MS)).unref();
      }
    };
    const ask = (): void =>
      void again().then(found).catch((error: unknown) => {
        if (error instanceof UserError) over();
        else end(socket, TRY_AGAIN_LATER, 'Come again in a moment');
      });
    // An empty id says that something may have happened, to anyone, and most of the time it has not.
    const stopListening = this.bus.listen([credentialTopic(viewer.credential.id)], (id) => (id === '' ? this.worker.nudge() : over()));
    const watched: Watched = { credential: viewer.credential, found };
    this.watched.add(watched);
    socket.once('close', () => {
      this.watched.delete(watched);
      stopListening();
      clearTimeout(timer);
    });
    ask();
  }

  /** Has `closeAll` wait for a query or a mutation that came over a socket. */
  async finish<T>(operation: Promise<T>): Promise<T> {
    this.running.add(operation);
    try {
      return await operation;
    } finally {
      this.running.delete(operation);
    }
  }

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /**
   * Tells every client to come again, once what they asked for is answered; they find another process or this one's
   * successor. Resolves when all sockets are gone.
   */
  async closeAll(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.running);
    const all = [...this.open];
    const gone = all.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    const inATurn = Math.max(LEAST_IN_A_TURN, Math.ceil(all.length / MOST_TURNS));
    for (let first = 0; first < all.length; first += inATurn) {
      if (first > 0) await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      all.slice(first, first + inATurn).forEach((socket) => this.tellToComeAgain(socket));
    }
    await Promise.all(gone);
    await Promise.allSettled(this.running);
  }

  private async askOfAll(): Promise<boolean> {
    const all = [...this.watched];
    for (let first = 0; first < all.length; first += ASKED_AT_ONCE) {
      const some = all.slice(first, first + ASKED_AT_ONCE);
      const credentials = new Map(some.map(({ credential }) => [credential.id, credential]));
      const found = await this.credentials.current([...credentials.values()]);
      const now = new Map(found.map((one) => [one.viewer.credential.id, one]));
      some.forEach((one) => one.found(now.get(one.credential.id) ?? null));
    }
    return false;
  }

  private tellToComeAgain(socket: WebSocket): void {
    end(socket, SERVICE_RESTART, 'The server restarts');
  }
}
