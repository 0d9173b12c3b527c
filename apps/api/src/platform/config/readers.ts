import { createPublicKey } from 'node:crypto';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { MOBILE_PATTERN } from '@ccr/domain';
import { z } from 'zod';

/** From the quietest to the loudest, and `silent` for none at all. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/**
 * A schema that reads one text. `rule` goes on from the setting's name, as in "PORT must be …", and is the only thing
 * said about a wrong value: the value itself could be a secret in the wrong place.
 */
const reader = <Value>(rule: string, read: (text: string) => Value | undefined) =>
  z.string().transform((text, context): Value => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: rule });
    return z.NEVER;
  });

const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

const isHttp = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'http:';

export const oneOf = <Value extends string>(values: readonly Value[]) =>
  reader(`must be one of ${values.join(', ')}.`, (text) => values.find((value) => value === text));

export const yesOrNo = oneOf(['true', 'false']).transform((text) => text === 'true');

export const port = reader('must be a whole number from 0 to 65535; 0 takes any free port.', (text) =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined,
);

export const wholeNumber = (minimum: number, maximum: number) =>
  reader(`must be a whole number from ${minimum} to ${maximum}.`, (text) =>
    /^\d{1,12}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum ? Number(text) : undefined,
  );

export const seconds = (minimum: number, maximum: number) =>
  reader(`must be a number of seconds from ${minimum} to ${maximum}, such as ${minimum + 5} or ${minimum + 0.5}.`, (text) =>
    /^\d{1,4}(\.\d{1,3})?$/.test(text) && Number(text) >= minimum && Number(text) <= maximum ? Number(text) : undefined,
  );

export const host = reader('must be the name or the IP address of one network interface, without a port.', (text) =>
  /^([\w.-]+|[\da-f:]+(%\w+)?)$/i.test(text) ? text : undefined,
);

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
};

export const addresses = reader('must be IP addresses or networks such as 10.0.0.0/8, with commas between them.', (text) => {
  const all = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  return all.every(isNetwork) ? all : undefined;
});

export const folder = z.string().transform((path) => resolve(path));

/** Only scheme, host and port: links are made by adding a path to it. */
export const origin = reader(
  'must be an address such as https://help.example.com: http or https, without a path, a query or a password.',
  (text) => {
    const url = parseUrl(text);
    const bare = url && isHttp(url) && url.href === `${url.origin}/`;
    return bare ? url.origin : undefined;
  },
);

export const httpUrl = reader('must be an http or https address.', (text) => {
  const url = parseUrl(text);
  return url && isHttp(url) && !url.search && !url.hash ? url.href : undefined;
});

export const httpsUrl = reader('must be an https address.', (text) => {
  const url = parseUrl(text);
  return url?.protocol === 'https:' && !url.username && !url.password ? url.href : undefined;
});

export const smtpUrl = reader('must look like smtps://user:password@mail.example.com or smtp://mail.example.com:587.', (text) => {
  const url = parseUrl(text);
  return url && /^smtps?:$/.test(url.protocol) && url.hostname && /^\/?$/.test(url.pathname) && !url.search && !url.hash ? text : undefined;
});

export const colour = reader('must be a colour such as #0b6b63.', (text) => (/^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : undefined));

export const redisUrl = reader('must look like redis://host:6379 or rediss://user:password@host:6379.', (text) => {
  const url = parseUrl(text);
  return url && /^rediss?:$/.test(url.protocol) && url.hostname ? text : undefined;
});

const DATABASE_RULE =
  'must be mysql://user:password@host:3306/name (special characters of the password percent-encoded) or the path of a file.';

export const database = reader(DATABASE_RULE, (text) => {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return { kind: 'embedded', file: resolve(text) } as const;
  const url = parseUrl(text);
  const complete = url?.protocol === 'mysql:' && url.hostname && /^\/[^/]+$/.test(url.pathname) && !url.hash;
  return complete ? ({ kind: 'mysql', url: text } as const) : undefined;
});

export const databases = reader(
  'must be addresses such as mysql://user:password@replica:3306/name (special characters of the password percent-encoded), with commas between them.',
  (text) => {
    const found = text.split(',').map((part) => database.safeParse(part.trim()).data);
    return found.every((one) => one?.kind === 'mysql') ? found.map((one) => one.url) : undefined;
  },
);

/** Printable, and without a line break that could start a header of its own. */
const isLine = (text: string): boolean => !/\p{Cc}/u.test(text);

/** `Name <address>` or the address alone. A host without a dot is fine: a local mail server may be called so. */
export const sender = reader('must look like Example Shop <help@example.com>.', (text) => {
  const match = /^(?:"?(?<name>[^"<>]*?)"?\s*<(?<inBrackets>[^<>]+)>|(?<alone>[^<>]+))$/.exec(text.trim());
  const email = match?.groups?.['inBrackets'] ?? match?.groups?.['alone'] ?? '';
  const valid = isLine(text) && /^[^\s@,;:"()]+@[^\s@,;:"()]+$/.test(email);
  return valid ? { name: match?.groups?.['name']?.trim() ?? '', email } : undefined;
});

/** An access key: anything a header can carry. */
export const token = reader('must be one word without spaces or line breaks.', (text) =>
  /^[\x21-\x7e]+$/.test(text) ? text : undefined,
);

export const twilioAccount = reader('must be an account SID: AC and 32 digits and letters from a to f.', (text) =>
  /^AC[\da-f]{32}$/i.test(text) ? text : undefined,
);

export const textMessageSender = reader(
  'must be a number such as +15005550006, or the SID of a messaging service: MG and 32 digits and letters from a to f.',
  (text) => (MOBILE_PATTERN.test(text) || /^MG[\da-f]{32}$/i.test(text) ? text : undefined),
);

/** A public key on the curve P-256, as SendGrid shows the one that it signs with: base64, with or without the lines around it. */
export const verificationKey = reader("must be the verification key of SendGrid's Event Webhook: a public key in base64.", (text) => {
  const base64 = text.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? base64 : undefined;
  } catch {
    return undefined;
  }
});

export const line = (maximum: number) =>
  reader(`must be one line of at most ${maximum} characters.`, (text) =>
    isLine(text) && text.trim() && text.length <= maximum ? text.trim() : undefined,
  );
