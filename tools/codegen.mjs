// Types and documents for the web app's GraphQL operations: schema.graphql + apps/web/src/**/*.graphql → one file.
// The code generator is used without its CLI, which would bring ~150 packages of loaders along.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { buildSchema, parse, validate } = require('graphql');
const { codegen } = require('@graphql-codegen/core');
const plugins = {
  'typescript-operations': require('@graphql-codegen/typescript-operations'),
  'typed-document-node': require('@graphql-codegen/typed-document-node'),
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'apps/web/src');
const filename = join(source, 'generated/graphql.ts');

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

const output = await codegen({
  schema: parse(sdl),
  schemaAst,
  documents,
  filename,
  pluginMap: plugins,
  plugins: Object.keys(plugins).map((name) => ({ [name]: {} })),
  config: {
    enumsAsTypes: true,
    useTypeImports: true,
    strictScalars: true,
    scalars: { DateTime: 'string', ID: 'string' },
    onlyOperationTypes: true,
    documentMode: 'documentNode',
    dedupeFragments: true,
  },
});

mkdirSync(dirname(filename), { recursive: true });
writeFileSync(filename, `// made by tools/codegen.mjs: do not edit\n${output}`);
console.log(`${documents.length} documents → ${output.length} bytes of types`);
