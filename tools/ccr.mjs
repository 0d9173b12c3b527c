#!/usr/bin/env node
/** npx ccr: the operator's commands of the built API, with the places that `npm start` uses. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const built = join(ROOT, 'dist/apps/api/ccr.js');

if (existsSync(built)) {
  // From a folder below, too, it is the same shop.
  for (const [name, place] of [['DATA_DIR', '.data'], ['WEB_ROOT', 'dist/apps/web/browser']]) {
    if (!process.env[`${name}_FILE`]) process.env[name] ||= join(ROOT, place);
  }
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(built);
} else {
  console.error('The API is not built yet. Run: npm run build');
  process.exitCode = 1;
}
