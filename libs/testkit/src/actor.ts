import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { eventually } from './eventually';
import { Feed } from './feed';

/** An error as a program reads it. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly issues?: readonly { readonly path: string; readonly message: string }[];
    readonly retryAfterSeconds?: number;
    readonly errorId?: string;
  };
}

/** What came back over HTTP. `data` is not checked: the spec that asks knows what it asked for. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null;
  readonly errors: readonly GraphqlError[] | undefined;
}

type Variables = Record<string, unknown>;

/**
 * Someone who uses the API: a browser with its cookie, a program with its token, or nobody in particular. Speaks
 * nothing but the public endpoint.
 */
export class Actor {
  private readonly cookies = new Map<string, string>();
  private socket: Client | null = null;

  /** `origin` such as `http://127.0.0.1:4000`. */
  constructor(
    readonly origin: string,
    private readonly token: string | null = null,
  ) {}

  /** Sends an operation and keeps the cookies that come with the answer. */
  async send<T = Record<string, never>>(query: string, variables: Variables = {}): Promise<Answer<T>> {
    return this.post<T>(JSON.stringify({ query, variables }));
  }

  /** Sends whatever body, and such headers besides its own. */
  async post<T = Record<string, never>>(body: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credentials(), ...headers },
      body,
    });
    response.headers.getSetCookie().forEach((line) => this.keep(line));
    const { data, errors } = (await response.json()) as { data?: T; errors?: GraphqlError[] };
    return { status: response.status, headers: response.headers, data: data ?? null, errors };
  }

  /** Sends an operation that must work. Throws with the errors when it does not. */
  async do<T>(query: string, variables: Variables = {}): Promise<T> {
    const { data, errors } = await this.send<T>(query, variables);
    if (errors || !data) throw new Error(`${query}\n${JSON.stringify(errors, null, 2)}`);
    return data;
  }

  /** Sends an operation that must fail. Resolves to its first error; throws when it works. */
  async fail(query: string, variables: Variables = {}): Promise<GraphqlError> {
    const { data, errors } = await this.send(query, variables);
    const [error] = errors ?? [];
    if (!error) throw new Error(`This should have been refused: ${query}\n${JSON.stringify(data, null, 2)}`);
    return error;
  }

  /** Subscribes over graphql-ws. All subscriptions of an actor share one socket, which does not reconnect by itself. */
  subscribe<T>(query: string, variables: Variables = {}): Feed<T> {
    this.socket ??= createClient({
      url: `${this.origin.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: this.webSocket(),
      ...(this.token && { connectionParams: { authorization: `Bearer ${this.token}` } }),
      retryAttempts: 0,
      lazy: true,
    });
    return new Feed<T>(this.socket, query, variables);
  }

  /** Sends an operation over the socket. Resolves to all that came once the server is done with it. */
  async overSocket<T>(query: string, variables: Variables = {}): Promise<Feed<T>> {
    const feed = this.subscribe<T>(query, variables);
    await eventually('the end of the operation', () => feed.completed || feed.errors.length > 0 || feed.closed !== null);
    return feed;
  }

  /** Cuts the socket, as a lost connection does. The next subscription opens another. */
  async cut(): Promise<void> {
    const socket = this.socket;
    this.socket = null;
    socket?.terminate();
    await socket?.dispose();
  }

  /** The header that carries who this is. */
  credentials(): Record<string, string> {
    if (this.token) return { authorization: `Bearer ${this.token}` };
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  /** The cookies, by name. */
  jar(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.cookies);
  }

  /** Takes over cookies, as another window of the same browser has them. */
  useCookies(cookies: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value);
    return this;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** A socket that sends the cookie, as browsers do by themselves. */
  private webSocket(): typeof WebSocket {
    const headers = this.token ? {} : this.credentials();
    return class extends WebSocket {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols, { headers });
      }
    } as typeof WebSocket;
  }
}
