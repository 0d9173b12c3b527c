// Makes .br and .gz twins of the text files in a folder, so that the server never compresses at request time.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const WORTH_IT = 1024;
const TEXT = new Set(['.js', '.css', '.html', '.svg', '.json']);

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node tools/compress.mjs <folder>');

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

let before = 0;
let after = 0;
for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  if (!TEXT.has(extname(name)) || statSync(path).size <= WORTH_IT) continue;
  const bytes = readFileSync(path);
  const small = brotli(bytes);
  writeFileSync(`${path}.br`, small);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  before += bytes.length;
  after += small.length;
}
console.log(`${Math.round(before / 1024)} KB → ${Math.round(after / 1024)} KB brotli`);
