/**
 * Compiles the template of mails, mail.template.mjml, to apps/api/src/platform/mail/generated/mail-template.ts: HTML that
 * mail programs understand, as functions whose values are escaped. Not committed; `nx run api:generate-mail` makes it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

const FOLDER = new URL('../apps/api/src/platform/mail/', import.meta.url);
const BLOCK = /<!-- block (\w+) -->([^]*?)<!-- end \1 -->/g;
const HEAD = `// Made by tools/mail-template.mjs from mail.template.mjml: change it there.
import { html, type Html } from '../html';

type Value = string | Html | readonly Html[];
`;

/** MJML as it comes for browsers, in a browser's stead: it needs no package besides, and what it leaves out we don't use. */
function loadMjml() {
  const browser = { console, setTimeout, clearTimeout };
  browser.window = browser;
  runInNewContext(readFileSync(createRequire(import.meta.url).resolve('mjml-browser'), 'utf8'), browser);
  return browser.mjml;
}

/** A template as the function that fills it. */
function functionOf(name, markup) {
  if (/[`\\]|\$\{/.test(markup)) throw new Error(`The template "${name}" has a character that can't stand in a template string.`);
  const names = [...new Set([...markup.matchAll(/\{\{(\w+)\}\}/g)].map(([, value]) => value))];
  const given = names.map((value) => `${value}: Value`).join('; ');
  const filled = markup.replace(/\{\{(\w+)\}\}/g, (_, value) => `\${${value}}`).trim();
  return `\n/** The part "${name}" of a mail. */\nexport const ${name} = ({ ${names.join(', ')} }: { ${given} }): Html => html\`${filled}\n\`;\n`;
}

const source = readFileSync(new URL('mail.template.mjml', FOLDER), 'utf8').replace(/<!--(?! (?:block|end) \w+ -->)[^]*?-->/g, '');
const { html: compiled } = await loadMjml()(source, { validationLevel: 'strict', keepComments: true, fonts: {} });
const whole = compiled.replaceAll('#0acce1', '{{accent}}').replaceAll('#0acce2', '{{onAccent}}').replace(/\s*\n\s*/g, '\n');
const blocks = [...whole.matchAll(BLOCK)].map(([, name, markup]) => functionOf(name, markup));

mkdirSync(new URL('generated/', FOLDER), { recursive: true });
writeFileSync(new URL('generated/mail-template.ts', FOLDER), HEAD + [functionOf('page', whole.replace(BLOCK, '')), ...blocks].join(''));
