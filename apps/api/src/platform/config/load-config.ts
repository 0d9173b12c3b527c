import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ConfigError, type Config } from './config';
import { SETTINGS, type Setting, type SettingName } from './settings';

type Value<S extends Setting> = z.output<S['schema']> | (S['fallback'] extends null ? null : never);
type Values = { -readonly [Name in SettingName]: Value<(typeof SETTINGS)[Name]> };

/** What was set for one setting: the text, nothing, or something that can't be used. */
type Given = { readonly text?: string; readonly problem?: string };

/** An empty variable counts as not set: that is how compose files and shells say "none". */
function readGiven(name: SettingName, env: NodeJS.ProcessEnv): Given {
  const file = env[`${name}_FILE`];
  const text = env[name] || undefined;
  if (!file) return { text };
  if (text) return { problem: `${name} and ${name}_FILE are both set: remove one of them.` };
  try {
    const content = readFileSync(file, 'utf8').replace(/[\r\n]+$/, '');
    return content ? { text: content } : { problem: `${name}_FILE names an empty file: write the value into it.` };
  } catch (error) {
    // Not the path: whoever mixes up NAME and NAME_FILE has put the secret there.
    const code = (error as NodeJS.ErrnoException).code ?? 'no code';
    return { problem: `${name}_FILE names a file that can't be read (${code}): correct the path or its permissions.` };
  }
}

function readValues(env: NodeJS.ProcessEnv, production: boolean): { values: Partial<Values>; problems: string[] } {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries<Setting>(SETTINGS)) {
    const name = key as SettingName;
    const given = readGiven(name, env);
    const text = given.text ?? setting.fallback;
    if (given.problem) problems.push(given.problem);
    else if (production && setting.requiredInProduction && given.text === undefined)
      problems.push(`${name} must be set in production ${setting.requiredInProduction}`);
    else if (text === null) values[name] = null;
    else {
      const result = setting.schema.safeParse(text);
      if (result.success) values[name] = result.data;
      else problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid.'}`);
    }
  }
  return { values: values as Partial<Values>, problems };
}

const isThisMachine = (url: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/** One way for mail to leave, and in production one at least. Undefined is a problem that is told already. */
function mailProblem({ SENDGRID_API_KEY: key, SMTP_URL: url }: Partial<Values>, production: boolean): string[] {
  if (key && url) return ['SENDGRID_API_KEY and SMTP_URL are both set: choose one way for mail to go out, and remove the other.'];
  if (!production || key !== null || url !== null) return [];
  return [
    'SENDGRID_API_KEY or SMTP_URL must be set in production: to an API key of your SendGrid account with the right "Mail Send", or to your mail server, such as smtps://user:password@mail.example.com. Without one of them customers get no mail.',
  ];
}

const TWILIO = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;

/** All of Twilio's settings, or none: half of them is a mistake. */
function missingForSms(values: Partial<Values>): string[] {
  const missing = TWILIO.filter((name) => values[name] === null); // undefined is a problem that is told already
  return missing.length === TWILIO.length ? [] : missing.map((name) => `${name} must be set too: text messages need ${TWILIO.join(', ')}.`);
}

function smsOf({ TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from, TWILIO_BASE_URL: baseUrl }: Values): Config['sms'] {
  return accountSid !== null && authToken !== null && from !== null ? { accountSid, authToken, from, baseUrl } : null;
}

function assemble(values: Values): Config {
  const dataDir = values.DATA_DIR;
  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST,
    trustedProxies: values.TRUST_PROXY,
    privateTargets: values.PRIVATE_TARGETS,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    dataDir,
    secretKey: values.SECRET_KEY,
    costPerMinute: values.COST_PER_MINUTE,
    database: values.DATABASE_URL ?? { kind: 'embedded', file: join(dataDir, 'ccr.sqlite') },
    replicaUrls: values.DATABASE_REPLICA_URLS ?? [],
    migrateOnStart: values.MIGRATE_ON_START,
    redisUrl: values.REDIS_URL,
    mail: {
      from: { name: values.MAIL_FROM.name || values.SHOP_NAME, email: values.MAIL_FROM.email },
      sendGridApiKey: values.SENDGRID_API_KEY,
      sendGridBaseUrl: values.SENDGRID_BASE_URL,
      sendGridWebhookKey: values.SENDGRID_WEBHOOK_KEY,
      smtpUrl: values.SMTP_URL,
      folder: join(dataDir, 'mail'),
    },
    sms: smsOf(values),
    initialAdmin: { email: values.INITIAL_ADMIN_EMAIL, password: values.INITIAL_ADMIN_PASSWORD },
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN,
    tracing: values.OTEL_EXPORTER_OTLP_ENDPOINT === null ? null : { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: values.OTEL_SERVICE_NAME },
    drainSeconds: values.DRAIN_SECONDS,
    shutdownSeconds: values.SHUTDOWN_SECONDS,
    webRoot: values.WEB_ROOT,
    shopName: values.SHOP_NAME,
    shopLogoUrl: values.SHOP_LOGO_URL,
    shopColour: values.SHOP_COLOUR,
  };
}

/**
 * The config that `env` describes; for any NAME, the value may come from the file named in NAME_FILE.
 * Throws a `ConfigError` with every problem at once, none of which shows a value.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const production = readGiven('NODE_ENV', env).text === 'production';
  const { values, problems } = readValues(env, production);
  if (production && values.PUBLIC_URL?.startsWith('http:') && !isThisMachine(values.PUBLIC_URL))
    problems.push('PUBLIC_URL must start with https:// in production: passwords and sessions travel over it.');
  if (Number(values.DRAIN_SECONDS) >= Number(values.SHUTDOWN_SECONDS)) problems.push('SHUTDOWN_SECONDS must be more than DRAIN_SECONDS, which is a part of it.');
  if (values.DATABASE_REPLICA_URLS && values.DATABASE_URL?.kind !== 'mysql') problems.push('DATABASE_REPLICA_URLS needs a DATABASE_URL that starts with mysql://: the embedded database has no copies.');
  problems.push(...mailProblem(values, production), ...missingForSms(values));
  if (problems.length > 0) throw new ConfigError(problems);
  return assemble(values as Values); // complete: whatever is missing is among the problems
}

/** The config of this process. Throws a `ConfigError` as `loadConfig` does. */
export const readConfig = (): Config => loadConfig(process.env);
