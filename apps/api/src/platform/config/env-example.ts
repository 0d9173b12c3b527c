import { SETTINGS, type Setting } from './settings';

const HEAD = `\
Every setting of Customer Care Registry. Made from apps/api/src/platform/config/settings.ts by \`npm run generate\`.
To use it: copy it to .env, take the # away from the lines to change, and start with the file's settings in the
environment, for example with \`node --env-file=.env tools/start.mjs\`. Any NAME may be given as NAME_FILE instead:
the path of a file that holds the value, such as a mounted secret. An empty value is the same as none.`;

const comment = (text: string): string => text.replace(/^/gm, '# ');

/** Breaks a paragraph into lines that read well beside each other. */
const wrap = (text: string): string => text.replace(/(?=.{111})(.{1,110})\s/g, '$1\n');

const quoted = (value: string): string => (/[\s#<>"']/.test(value) ? `"${value}"` : value);

function entry(name: string, { description, fallback, derived, secret }: Setting): string {
  const advice = secret ? ` Keep it secret, best in a file of its own: ${name}_FILE.` : '';
  return `${comment(wrap(description + advice))}\n#${name}=${quoted(fallback ?? derived ?? '')}\n`;
}

/** The text of `.env.example`: each setting with its description and its default, commented out. */
export function printEnvExample(): string {
  const settings = Object.entries<Setting>(SETTINGS);
  const groups = [...new Set(settings.map(([, { group }]) => group))];
  const sections = groups.map((group) => {
    const entries = settings.filter(([, setting]) => setting.group === group);
    return [`# --- ${group} ---\n`, ...entries.map(([name, setting]) => entry(name, setting))].join('\n');
  });
  return [`${comment(HEAD)}\n`, ...sections].join('\n');
}
