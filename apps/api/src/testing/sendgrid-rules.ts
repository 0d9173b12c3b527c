/** A mail as it is sent to SendGrid, as far as specs look at it. */
export interface SendGridMail {
  readonly personalizations: readonly { readonly to: readonly { readonly email: string; readonly name?: string }[] }[];
  readonly from: { readonly email: string; readonly name?: string };
  readonly subject: string;
  readonly content: readonly { readonly type: string; readonly value: string }[];
  readonly custom_args: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly categories?: readonly string[];
}

/** What SendGrid objects to, in its own shape. */
export interface Objection {
  readonly message: string;
  readonly field: string;
  readonly help: null;
}

/** https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send: headers that can't be overwritten. */
const RESERVED = [
  'x-sg-id', 'x-sg-eid', 'received', 'dkim-signature', 'content-type', 'content-transfer-encoding', 'to', 'from', 'subject', 'reply-to', 'cc', 'bcc',
];
const ADDRESS = /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/;
const [MOST_PEOPLE, MOST_ARGS_BYTES, MOST_CATEGORIES, LONGEST_CATEGORY] = [1_000, 10_000, 10, 255];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isLine = (value: unknown): boolean => typeof value === 'string' && !/[\r\n]/.test(value);

type Rule = readonly [field: string, message: string, isKept: (mail: Record<string, unknown>) => boolean];

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const everyPerson = (mail: Record<string, unknown>): Record<string, unknown>[] =>
  listOf(mail['personalizations']).flatMap((one) => listOf(isObject(one) ? one['to'] : [])).filter(isObject);
const types = (mail: Record<string, unknown>): unknown[] => listOf(mail['content']).map((part) => (isObject(part) ? part['type'] : undefined));

const RULES: readonly Rule[] = [
  ['personalizations', 'The personalizations field is required and must have at least one personalization.', ({ personalizations }) => {
    const { length } = listOf(personalizations);
    return length >= 1 && length <= MOST_PEOPLE;
  }],
  ['personalizations.0.to', 'The to array is required for all personalization objects, and must have at least one email object with a valid email address.', (mail) => {
    const everyoneHasTo = listOf(mail['personalizations']).every((one) => isObject(one) && listOf(one['to']).length > 0);
    return everyoneHasTo && everyPerson(mail).every(({ email }) => isText(email) && ADDRESS.test(email));
  }],
  ['personalizations.0.to.0.name', 'A name must be one line.', (mail) => everyPerson(mail).every(({ name }) => name === undefined || isLine(name))],
  ['from.email', 'The from email does not contain a valid address.', ({ from }) => isObject(from) && isText(from['email']) && ADDRESS.test(from['email'])],
  ['subject', 'The subject is required. You can get around this requirement if you use a template with a subject defined.', ({ subject }) => isText(subject)],
  ['subject', 'The subject must be one line.', ({ subject }) => isLine(subject)],
  ['content', 'The content array must have at least one content object with a type and a non-empty value.', ({ content }) =>
    listOf(content).length > 0 && listOf(content).every((part) => isObject(part) && isText(part['type']) && isText(part['value']))],
  ['content.0.type', 'If present, text/plain and text/html may only be provided in this order.', (mail) => {
    const [plain, html] = [types(mail).indexOf('text/plain'), types(mail).indexOf('text/html')];
    return plain <= 0 && (html < 0 || html === plain + 1);
  }],
  ['custom_args', 'Custom arguments are strings, of at most 10,000 bytes together.', ({ custom_args: args = {} }) =>
    isObject(args) && Object.values(args).every((value) => typeof value === 'string') && Buffer.byteLength(JSON.stringify(args)) <= MOST_ARGS_BYTES],
  ['categories', 'Up to 10 unique categories of at most 255 characters.', ({ categories = [] }) =>
    Array.isArray(categories) && categories.length <= MOST_CATEGORIES && new Set(categories).size === categories.length &&
    categories.every((name) => isText(name) && name.length <= LONGEST_CATEGORY)],
  ['headers', 'Headers are strings of one line, without those that are reserved.', ({ headers = {} }) =>
    isObject(headers) && Object.entries(headers).every(([name, value]) => /^[\x21-\x39\x3b-\x7e]+$/.test(name) && isLine(value) && !RESERVED.includes(name.toLowerCase()))],
];

/** What SendGrid's published v3 rules say against a mail; empty when it would be taken. */
export function objectionsTo(mail: unknown): Objection[] {
  if (!isObject(mail)) return [{ message: 'Bad Request', field: '', help: null }];
  return RULES.filter(([, , isKept]) => !isKept(mail)).map(([field, message]) => ({ message, field, help: null }));
}
