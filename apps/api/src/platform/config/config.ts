import type { LOG_LEVELS } from './readers';

/** How much is logged: everything of this weight and above. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set from outside, checked and completed. Read once, at start. */
export interface Config {
  /** Whether real customers are served: no mailbox page, no missing secrets, cookies over https only. */
  readonly production: boolean;
  /** 0 means any free port; then the port is known only after listening. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** The proxies that are believed when they say who the client is: IP addresses and networks. */
  readonly trustedProxies: readonly string[];
  /** Where people reach the shop's help desk: an origin without a trailing slash, the start of every link in a mail. */
  readonly publicUrl: string;
  /** An absolute path. Nothing is created there by reading the config. */
  readonly dataDir: string;
  readonly database:
    | { readonly kind: 'embedded'; /** An absolute path. */ readonly file: string }
    | { readonly kind: 'mysql'; /** Holds a password: never log it. */ readonly url: string };
  /** null: events stay inside this process. Holds a password: never log it. */
  readonly redisUrl: string | null;
  readonly mail: {
    readonly from: { readonly name: string; readonly email: string };
    /** null: mails are kept in `folder` instead of being sent. */
    readonly sendGridApiKey: string | null;
    readonly sendGridBaseUrl: string;
    /** The local mailbox, an absolute path. */
    readonly folder: string;
  };
  /** The admin who is made on the first start; without a password, one is made up and printed once. */
  readonly initialAdmin: { readonly email: string; readonly password: string | null };
  readonly logLevel: LogLevel;
  /** Where the built web app is, an absolute path. */
  readonly webRoot: string;
  /** The name that customers read in mails. */
  readonly shopName: string;
}

/** The settings can't be used. `problems` lists every one of them, in words, without any value that was set. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The settings need a change before this can start:', ...problems.map((text) => `- ${text}`)].join('\n'));
    this.name = 'ConfigError';
  }
}
