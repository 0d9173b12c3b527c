import WebSocket from 'ws';

/** How a server ended a socket. */
interface Close {
  readonly code: number;
  readonly reason: string;
}

/** A WebSocket without any client's good manners: sends what it is told to, frame by frame. */
export class RawSocket {
  /** Resolves once the socket is closed. */
  readonly closed: Promise<Close>;
  /** What came, parsed. */
  readonly messages: { readonly id?: string; readonly type: string; readonly payload?: unknown }[] = [];

  private constructor(readonly socket: WebSocket) {
    socket.on('error', () => undefined); // the close that follows says all there is to say
    socket.on('message', (data) => this.messages.push(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  /** Opens a socket with such headers. It need not get through: see `closed`. */
  static async open(origin: string, headers: Record<string, string> = {}): Promise<RawSocket> {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    const raw = new RawSocket(socket);
    await Promise.race([new Promise((resolve) => socket.once('open', resolve)), raw.closed]);
    return raw;
  }

  /** Sends a message of the protocol, or any text or bytes. */
  send(message: object | string | Buffer): void {
    const isRaw = typeof message === 'string' || Buffer.isBuffer(message);
    this.socket.send(isRaw ? message : JSON.stringify(message));
  }

  cut(): void {
    this.socket.terminate();
  }
}
