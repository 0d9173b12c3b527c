// The web app's GraphQL: schema.graphql + apps/web/src/**/*.graphql → one module of types, `#graphql`, and one of
// documents for each file of operations, `#graphql/<its name>`. Documents are bytes: were they one module, whoever opens
// the first page would load those of every page.
// The code generator is used without its CLI, which would bring ~150 packages of loaders along.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { buildSchema, parse, validate } = require('graphql');
const { codegen } = require('@graphql-codegen/core');
const operationTypes = require('@graphql-codegen/typescript-operations');
const typedDocuments = require('@graphql-codegen/typed-document-node');

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'apps/web/src');
const target = join(source, 'generated');

const sdl = readFileSync(join(root, 'schema.graphql'), 'utf8');
const schemaAst = buildSchema(sdl);
const documents = readdirSync(source, { recursive: true })
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({ location: name, document: parse(readFileSync(join(source, name), 'utf8')) }));

const problems = validate(schemaAst, {
  kind: 'Document',
  definitions: documents.flatMap(({ document }) => document.definitions),
});
if (problems.length) throw new AggregateError(problems, problems.map(String).join('\n'));

const moduleOf = ({ location }) => `${basename(location, '.graphql')}.ts`;
const typesModule = 'types.ts';
const names = [typesModule, ...documents.map(moduleOf)];
const twice = names.find((name, place) => names.indexOf(name) !== place);
if (twice) throw new Error(`Two files of operations would both be generated/${twice}: give one another name`);

/** A document brings the fragments of the other files along, it imports none of them. */
const externalFragments = (own) =>
  documents
    .filter((other) => other !== own)
    .flatMap(({ document }) => document.definitions)
    .filter(({ kind }) => kind === 'FragmentDefinition')
    .map((node) => ({ isExternal: true, importFrom: null, name: node.name.value, onType: node.typeCondition.name.value, node }));

const generate = async (name, plugin, which, config) => {
  const output = await codegen({
    schema: parse(sdl),
    schemaAst,
    documents: which,
    filename: join(target, name),
    pluginMap: { plugin },
    plugins: [{ plugin: {} }],
    config: { useTypeImports: true, ...config },
  });
  return { name, text: output };
};

const modules = [
  await generate(typesModule, operationTypes, documents, {
    enumsAsTypes: true,
    strictScalars: true,
    scalars: { DateTime: 'string', JSONObject: 'Record<string, unknown>', ID: 'string' },
    onlyOperationTypes: true,
  }),
];
for (const own of documents) {
  const { name, text } = await generate(moduleOf(own), typedDocuments, [own], {
    documentMode: 'documentNode',
    dedupeFragments: true,
    externalFragments: externalFragments(own),
    importOperationTypesFrom: 'Types',
  });
  modules.push({ name, text: `import type * as Types from './types';\n${text}` });
}

mkdirSync(target, { recursive: true });
for (const stale of readdirSync(target).filter((name) => !names.includes(name))) rmSync(join(target, stale));
for (const { name, text } of modules) writeFileSync(join(target, name), `// made by tools/codegen.mjs: do not edit\n${text}`);
console.log(`${documents.length} documents → ${modules.reduce((bytes, { text }) => bytes + text.length, 0)} bytes`);
