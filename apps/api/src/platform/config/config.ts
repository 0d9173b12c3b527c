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
  /** What may be called though it is not public: IP addresses and networks. */
  readonly privateTargets: readonly string[];
  /** Where people reach the shop's help desk: an origin without a trailing slash, the start of every link in a mail. */
  readonly publicUrl: string;
  /** An absolute path. Nothing is created there by reading the config. */
  readonly dataDir: string;
  /** null: one is kept in a file of `dataDir`. Never log it. */
  readonly secretKey: string | null;
  /** How much one credential may ask for in a minute, in the unit of the complexity limit. */
  readonly costPerMinute: number;
  readonly database:
    | { readonly kind: 'embedded'; /** An absolute path. */ readonly file: string }
    | { readonly kind: 'mysql'; /** Holds a password: never log it. */ readonly url: string };
  /** Copies of the database for reads; none on the embedded one. They hold passwords: never log them. */
  readonly replicaUrls: readonly string[];
  /** Whether the tables are brought up to date by whoever opens them; else by `ccr migrate` alone. */
  readonly migrateOnStart: boolean;
  /** null: events stay inside this process. Holds a password: never log it. */
  readonly redisUrl: string | null;
  readonly mail: {
    readonly from: { readonly name: string; readonly email: string };
    /** null: mail does not go out through SendGrid. Never log it. */
    readonly sendGridApiKey: string | null;
    readonly sendGridBaseUrl: string;
    /** What SendGrid signs the events with that it tells us; null: it tells us none. */
    readonly sendGridWebhookKey: string | null;
    /** null: mail does not go out through a mail server; without SendGrid, too, it is kept in `folder`. Holds a password: never log it. */
    readonly smtpUrl: string | null;
    /** The local mailbox, an absolute path. */
    readonly folder: string;
  };
  /** null: no text messages are sent. */
  readonly sms: {
    readonly accountSid: string;
    /** Never log it. */
    readonly authToken: string;
    /** A number in E.164, or a messaging service. */
    readonly from: string;
    readonly baseUrl: string;
  } | null;
  /** The admin who is made on the first start; without a password, one is made up and printed once. */
  readonly initialAdmin: { readonly email: string; readonly password: string | null };
  readonly logLevel: LogLevel;
  /** What /metrics is read with; null: there is none, and nothing is counted. Never log it. */
  readonly metricsToken: string | null;
  /** Where traces go; null: none are made. */
  readonly tracing: { readonly endpoint: string; readonly serviceName: string } | null;
  /** How long the server goes on serving, not ready any more, after it was told to stop. */
  readonly drainSeconds: number;
  /** How long after it was told to stop the process ends, come what may. */
  readonly shutdownSeconds: number;
  /** Where the built web app is, an absolute path. */
  readonly webRoot: string;
  /** The name that customers read in mails. */
  readonly shopName: string;
  /** The picture at the top of mails, an https address; null shows the name. */
  readonly shopLogoUrl: string | null;
  /** The colour of the buttons in mails, `#rrggbb`. */
  readonly shopColour: string;
}

/** The settings can't be used. `problems` lists every one of them, in words, without any value that was set. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The settings need a change before this can start:', ...problems.map((text) => `- ${text}`)].join('\n'));
    this.name = 'ConfigError';
  }
}
