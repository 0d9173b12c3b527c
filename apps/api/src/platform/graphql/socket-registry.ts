import type { WebSocket } from '@fastify/websocket';
import { CloseCode } from 'graphql-ws';
import { type Authentication, credentialTopic } from '../auth';
import type { LiveBus } from '../live';

/** RFC 6455 registry: the service restarts, the client may come again. */
const SERVICE_RESTART = 1012;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The open sockets: they end with the credential that opened them, and are told to come again when the server stops. */
export class SocketRegistry {
  private readonly open = new Set<WebSocket>();

  constructor(private readonly bus: LiveBus) {}

  add(socket: WebSocket, authentication: Authentication | null): void {
    this.open.add(socket);
    const stopWatching = authentication ? this.watch(socket, authentication) : () => undefined;
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

  private watch(socket: WebSocket, { viewer, expiresAt }: Authentication): () => void {
    const end = (): void => socket.close(CloseCode.Unauthorized, 'The session or token has ended');
    const stopListening = this.bus.listen([credentialTopic(viewer.credential.id)], end);
    const timer = expiresAt && setTimeout(end, Math.min(expiresAt.getTime() - Date.now(), MAX_TIMER_MS)).unref();
    return () => {
      stopListening();
      if (timer) clearTimeout(timer);
    };
  }
}
