import { z } from 'zod';
import { MONITORING_SETTINGS } from './monitoring.settings';
import * as read from './readers';
import { SHOP_SETTINGS } from './shop.settings';

/** One thing that can be set by an environment variable of its name, or by a file named in `<NAME>_FILE`. */
export interface Setting {
  readonly group: 'The server' | 'Where data is kept' | 'Mail' | 'Text messages' | 'Monitoring' | 'The shop';
  /** Reads the text. Its messages go on from the setting's name: "PORT must be …". */
  readonly schema: z.ZodType<unknown, string>;
  /** The text that stands in when nothing is set; null when there is none or it follows from other settings. */
  readonly fallback: string | null;
  /** What a `fallback` of null comes to while everything else is at its default. */
  readonly derived?: string;
  /** Why production can't do without it: goes on from "… must be set in production". */
  readonly requiredInProduction?: string;
  /** One paragraph for the person who sets it. */
  readonly description: string;
  /** Its value must never be shown; the example file says so. */
  readonly secret?: true;
}

/** Every setting there is. The config, its checks and `.env.example` all come from this table. */
export const SETTINGS = {
  NODE_ENV: {
    group: 'The server',
    schema: read.oneOf(['production', 'development', 'test']),
    fallback: 'development',
    description:
      'With production, everything that must not be missing or weak where real customers are served is insisted on, and the local mailbox page is off.',
  },
  PORT: {
    group: 'The server',
    schema: read.port,
    fallback: '4000',
    description: 'The port to listen on, for the API and the pages alike. 0 takes any free one; then set PUBLIC_URL too.',
  },
  HOST: {
    group: 'The server',
    schema: read.host,
    fallback: '127.0.0.1',
    description:
      'The network interface to listen on. The default lets only this machine in, so that a trial on a laptop is not open to the whole network. A container is entered from outside: its image sets 0.0.0.0.',
  },
  PUBLIC_URL: {
    group: 'The server',
    schema: read.origin,
    fallback: null,
    derived: 'http://localhost:4000',
    requiredInProduction: 'to the https address that customers open, such as https://help.example.com.',
    description:
      'Where people reach the help desk; the start of every link in a mail. Production insists on it, and on https unless the host is this machine. Without it: http://localhost and the PORT.',
  },
  SECRET_KEY: {
    group: 'The server',
    schema: z.string().min(32, 'must have at least 32 characters: openssl rand -base64 32 makes one.').max(1_000, 'must have at most 1000 characters.'),
    fallback: null,
    requiredInProduction: 'to at least 32 random characters, the same for every copy of the server: openssl rand -base64 32 makes them.',
    description:
      'What the server makes mailed codes and links from, and encrypts second factors with. Whoever changes it makes codes that are on their way useless, and people set up their second factor anew. Production insists on it. Without it, one is made and kept in DATA_DIR/secret.key.',
    secret: true,
  },
  TRUST_PROXY: {
    group: 'The server',
    schema: read.addresses,
    fallback: '',
    description:
      'The proxies in front, as IP addresses or networks with commas between them, such as 10.0.0.0/8. Only they are believed when they say who the client is; without it, whoever connects is the client. Sign-in attempts are counted per client.',
  },
  COST_PER_MINUTE: {
    group: 'The server',
    schema: read.wholeNumber(5_000, 1_000_000_000),
    fallback: '100000',
    description:
      'How much an access token, or a person who is signed in, may ask for in a minute, in the unit in which operations are counted: about one per field; a single operation may cost up to 5000. Programs read what is left with { rateLimit { remaining resetAt } }.',
  },
  PRIVATE_TARGETS: {
    group: 'The server',
    schema: read.addresses,
    fallback: '',
    description:
      'Addresses that others give this server to call, such as those of webhooks, must be public and https. What may be called besides, over http too: IP addresses or networks with commas between them, such as 172.16.0.0/12, for targets next to the server.',
  },
  LOG_LEVEL: {
    group: 'The server',
    schema: read.oneOf(read.LOG_LEVELS),
    fallback: 'info',
    description: 'How much is logged: silent, fatal, error, warn, info, debug or trace.',
  },
  DRAIN_SECONDS: {
    group: 'The server',
    schema: read.seconds(0, 600),
    fallback: '0',
    description:
      'So long the server goes on serving after it was told to stop, while /readyz answers 503, so that a load balancer notices and sends nobody here any more. Behind one, take a little more than it needs for that, such as 5. Its sockets are told to reconnect after it.',
  },
  SHUTDOWN_SECONDS: {
    group: 'The server',
    schema: read.seconds(1, 3_600),
    fallback: '25',
    description:
      'By then the process has ended after it was told to stop, DRAIN_SECONDS included: with exit code 0 when everything was finished, with 1 when it had to be cut off. Take less than what stops it waits before it kills, and at least 16 more than DRAIN_SECONDS: a mail on its way may take 15.',
  },
  WEB_ROOT: {
    group: 'The server',
    schema: read.folder,
    fallback: 'dist/apps/web/browser',
    description: 'The folder of the built web app. A relative path starts where the server was started.',
  },
  DATA_DIR: {
    group: 'Where data is kept',
    schema: read.folder,
    fallback: '.data',
    description: 'The folder for the embedded database and the local mailbox. It is made when it is needed.',
  },
  DATABASE_URL: {
    group: 'Where data is kept',
    schema: read.database,
    fallback: null,
    derived: '.data/ccr.sqlite',
    description:
      'The database: mysql://user:password@host:3306/name, or the path of the file of the embedded one. A database on a server must exist already: CREATE DATABASE name CHARACTER SET utf8mb4. Without it: ccr.sqlite in DATA_DIR.',
    secret: true,
  },
  DATABASE_REPLICA_URLS: {
    group: 'Where data is kept',
    schema: read.databases,
    fallback: null,
    description:
      'Copies of the database that follow it, as DATABASE_URL with commas between them. Searches and reports are read there by who has written nothing for 20 seconds, from copies that are at most 5 seconds behind; everything else, and all while no copy answers, is read from DATABASE_URL. With several copies of the server it needs REDIS_URL.',
    secret: true,
  },
  MIGRATE_ON_START: {
    group: 'Where data is kept',
    schema: read.yesOrNo,
    fallback: 'true',
    description:
      'Whether the server brings the tables up to date when it starts. With false it waits, not ready, until ccr migrate has done it, as suits a cluster where one job migrates for many servers.',
  },
  REDIS_URL: {
    group: 'Where data is kept',
    schema: read.redisUrl,
    fallback: null,
    description:
      'redis://host:6379, or rediss:// for TLS. Needed only when several copies of the server run side by side, to wake each other up.',
    secret: true,
  },
  SENDGRID_API_KEY: {
    group: 'Mail',
    schema: read.token,
    fallback: null,
    description:
      'Mail goes out through SendGrid with this key. Without it and without SMTP_URL, mails are kept in DATA_DIR/mail and shown at /mailbox. Production insists on one of the two; both at once are refused.',
    secret: true,
  },
  SENDGRID_BASE_URL: {
    group: 'Mail',
    schema: read.httpUrl,
    fallback: 'https://api.sendgrid.com/',
    description: 'The address of the SendGrid API; https://api.eu.sendgrid.com/ for accounts in the EU region.',
  },
  SENDGRID_WEBHOOK_KEY: {
    group: 'Mail',
    schema: read.verificationKey,
    fallback: null,
    description:
      'The verification key of SendGrid\'s signed Event Webhook, which is to call PUBLIC_URL/webhooks/sendgrid/events for processed, deferred, delivered, bounce, dropped and spam reports. With it, mail that SendGrid did not answer to is sent again only when it says nothing of it within 15 minutes, and addresses from which mail comes back get no more. Without it, such mail is tried again, up to five times, so that it may come twice.',
  },
  SMTP_URL: {
    group: 'Mail',
    schema: read.smtpUrl,
    fallback: null,
    description:
      'The mail server that mail goes out through instead: smtps://user:password@mail.example.com (TLS from the start, port 465), or smtp:// (port 587, TLS if the server offers it; with a password only so, but to this machine). Special characters of the password are percent-encoded. Its certificate is verified.',
    secret: true,
  },
  MAIL_FROM: {
    group: 'Mail',
    schema: read.sender,
    fallback: 'Customer Care Registry <help@localhost>',
    requiredInProduction: 'to a sender that your mail provider lets you use, such as Example Shop <help@example.com>.',
    description:
      'The sender of every mail; an address alone is sent under the SHOP_NAME. Production insists on it; the provider must let you use the address: SendGrid verifies it first.',
  },
  TWILIO_ACCOUNT_SID: {
    group: 'Text messages',
    schema: read.twilioAccount,
    fallback: null,
    description:
      'Text messages go out through this Twilio account, to those who have confirmed their mobile number: what they choose to be told that way, and codes to reset a password. Without it, none are sent or offered. TWILIO_AUTH_TOKEN and TWILIO_FROM belong to it.',
  },
  TWILIO_AUTH_TOKEN: {
    group: 'Text messages',
    schema: read.token,
    fallback: null,
    description: 'The auth token of the Twilio account.',
    secret: true,
  },
  TWILIO_FROM: {
    group: 'Text messages',
    schema: read.textMessageSender,
    fallback: null,
    description: 'The sender of every text message: one of your Twilio numbers in the international form without spaces, or the SID of a messaging service (MG…).',
  },
  TWILIO_BASE_URL: {
    group: 'Text messages',
    schema: read.httpUrl,
    fallback: 'https://api.twilio.com/',
    description: 'The address of the Twilio API.',
  },
  ...MONITORING_SETTINGS,
  ...SHOP_SETTINGS,
} as const satisfies Record<string, Setting>;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;
