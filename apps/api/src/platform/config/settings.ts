import { LIMITS } from '@ccr/domain';
import { z } from 'zod';
import * as read from './readers';

/** One thing that can be set by an environment variable of its name, or by a file named in `<NAME>_FILE`. */
export interface Setting {
  readonly group: 'The server' | 'Where data is kept' | 'Mail' | 'The shop';
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

const { min, max } = LIMITS.password;

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
  TRUST_PROXY: {
    group: 'The server',
    schema: read.addresses,
    fallback: '',
    description:
      'The proxies in front, as IP addresses or networks with commas between them, such as 10.0.0.0/8. Only they are believed when they say who the client is; without it, whoever connects is the client. Sign-in attempts are counted per client.',
  },
  LOG_LEVEL: {
    group: 'The server',
    schema: read.oneOf(read.LOG_LEVELS),
    fallback: 'info',
    description: 'How much is logged: silent, fatal, error, warn, info, debug or trace.',
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
    requiredInProduction:
      'to an API key of your SendGrid account with the right "Mail Send": without it customers get no mail.',
    description:
      'Mail goes out through SendGrid with this key. Without it, mails are kept in DATA_DIR/mail and shown at /mailbox. Production insists on it.',
    secret: true,
  },
  SENDGRID_BASE_URL: {
    group: 'Mail',
    schema: read.httpUrl,
    fallback: 'https://api.sendgrid.com/',
    description: 'The address of the SendGrid API; https://api.eu.sendgrid.com/ for accounts in the EU region.',
  },
  MAIL_FROM: {
    group: 'Mail',
    schema: read.sender,
    fallback: 'Customer Care Registry <help@localhost>',
    requiredInProduction: 'to a sender that SendGrid has verified for you, such as Example Shop <help@example.com>.',
    description:
      'The sender of every mail; an address alone is sent under the SHOP_NAME. Production insists on it; SendGrid must have verified the address.',
  },
  INITIAL_ADMIN_EMAIL: {
    group: 'The shop',
    schema: z.email('must be an e-mail address.').max(LIMITS.person.email, 'must be a shorter e-mail address.'),
    fallback: 'admin@example.com',
    description: 'The sign-in of the first admin, who is made when the database holds no admin yet.',
  },
  INITIAL_ADMIN_PASSWORD: {
    group: 'The shop',
    schema: z
      .string()
      .min(min, `must have at least ${min} characters.`)
      .max(max, `must have at most ${max} characters.`),
    fallback: null,
    description: `The password of the first admin, at least ${min} characters. Without it, one is made up and printed once.`,
    secret: true,
  },
  SHOP_NAME: {
    group: 'The shop',
    schema: read.line(100),
    fallback: 'Customer Care Registry',
    description: 'The name of the shop, as customers read it in mails.',
  },
} as const satisfies Record<string, Setting>;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;
