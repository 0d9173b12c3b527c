import type { FastifyRequest } from 'fastify';
import { UserError } from '../errors';
import type { Credential, Viewer } from './viewer';

/** Who a secret proves its bearer to be, and until when. */
export interface Authentication {
  readonly viewer: Viewer;
  readonly expiresAt: Date | null;
}

/** Looks secrets up. Null when a secret is unknown, ended or expired. */
export interface CredentialSource {
  bySession(secret: string): Promise<Authentication | null>;
  byToken(secret: string): Promise<Authentication | null>;
  /** Who these act for now; those that are unknown, ended or expired are left out. To be asked for is no use of them. */
  current(credentials: readonly Credential[]): Promise<Authentication[]>;
}

/** What a request says of who it acts for, besides its cookie. Anyone can send anything here. */
export interface Claims {
  /** `Bearer …`, taken before the cookie. */
  readonly authorization?: unknown;
  /**
   * Whom the client means. The tabs of a browser share one cookie, and what one person has written must not be sent
   * in the name of who signed in after them in another tab.
   */
  readonly expectedViewerId?: unknown;
}

/** Answers who a request acts for, the same for HTTP and WebSocket. */
export class Authenticator {
  constructor(
    private readonly credentials: CredentialSource,
    private readonly cookieName: string,
    private readonly ownOrigins: ReadonlySet<string>,
  ) {}

  /**
   * Null when the request brings no valid session.
   * @throws UserError UNAUTHENTICATED when it brings a token that is not valid or means someone else, FORBIDDEN when a page of another site
   * made the browser send it (OWASP: cross-site request forgery, cross-site WebSocket hijacking).
   */
  async authenticate(request: FastifyRequest, claims: Claims): Promise<Authentication | null> {
    const found = await this.find(request, claims.authorization);
    if (claims.expectedViewerId === undefined || claims.expectedViewerId === found?.viewer.id) return found;
    throw new UserError('UNAUTHENTICATED', 'You are not signed in any more, or as someone else. Sign in again.');
  }

  private async find(request: FastifyRequest, authorization: unknown): Promise<Authentication | null> {
    if (typeof authorization === 'string' && authorization !== '') {
      const secret = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      const found = secret ? await this.credentials.byToken(secret) : null;
      if (!found) throw new UserError('UNAUTHENTICATED', 'This access token is not valid, or no longer.');
      return found;
    }
    const secret = request.cookies[this.cookieName];
    if (!secret) return null;
    const { origin } = request.headers;
    if (origin !== undefined && !this.isOwn(origin, request)) {
      throw new UserError('FORBIDDEN', 'Requests with a session must come from our own pages.');
    }
    return this.credentials.bySession(secret);
  }

  /** The page's own address is what the browser's address bar shows: our public address, or the one we are asked at. */
  private isOwn(origin: string, request: FastifyRequest): boolean {
    return this.ownOrigins.has(origin) || origin === `${request.protocol}://${request.host}`;
  }
}
