import type { WebSocket } from '@fastify/websocket';
import { CloseCode } from 'graphql-ws';
import { type Authentication, credentialTopic } from '../auth';
import { UserError } from '../errors';
import type { LiveBus } from '../live';

/** RFC 6455 registry: the service restarts, the client may come again. */
const SERVICE_RESTART = 1012;
/** The same registry: nothing is wrong with the client. */
const TRY_AGAIN_LATER = 1013;
/** How long a client may take to agree that the socket closes. */
const CLOSING_MS = 1_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The open sockets: they end with the credential that opened them, and are told to come again when the server stops. */
export class SocketRegistry {
  private readonly open = new Set<WebSocket>();

  constructor(private readonly bus: LiveBus) {}

  /**
   * Keeps the socket until it closes. `again` asks once more who it acts for: a session that ended just before this
   * call was listened for by nobody, and one that was to expire may have been prolonged by its use meanwhile.
   */
  add(socket: WebSocket, authentication: Authentication | null, again: () => Promise<Authentication | null>): void {
    if (socket.readyState !== socket.OPEN) return; // it went away while we asked who it is
    this.open.add(socket);
    const stopWatching = authentication ? this.watch(socket, authentication, again) : () => undefined;
    socket.once('close', () => {
      stopWatching();
      this.open.delete(socket);
    });
  }

  get size(): number {
    return this.open.size;
  }

  /** Tells every client to reconnect; they find another process or this one's successor. */
  closeAll(): void {
    for (const socket of this.open) socket.close(SERVICE_RESTART, 'The server restarts');
  }

  private watch(socket: WebSocket, { viewer }: Authentication, again: () => Promise<Authentication | null>): () => void {
    const end = (): void => {
      socket.close(CloseCode.Unauthorized, 'The session or token has ended');
      setTimeout(() => socket.terminate(), CLOSING_MS).unref(); // whether or not the client agrees
    };
    let timer: NodeJS.Timeout | undefined;
    const check = async (): Promise<void> => {
      const now = await again();
      if (!now) end();
      else if (now.expiresAt && socket.readyState === socket.OPEN) {
        const left = Math.max(now.expiresAt.getTime() - Date.now(), 0);
        timer = setTimeout(ask, Math.min(left, MAX_TIMER_MS)).unref();
      }
    };
    const ask = (): void =>
      void check().catch((error: unknown) => {
        if (error instanceof UserError) end();
        else socket.close(TRY_AGAIN_LATER, 'Come again in a moment');
      });
    const stopListening = this.bus.listen([credentialTopic(viewer.credential.id)], end);
    ask();
    return () => {
      stopListening();
      clearTimeout(timer);
    };
  }
}
