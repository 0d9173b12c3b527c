/** What the built API tells about itself: `printContract()` and `printEnvExample()` of dist/apps/api/schema.js. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ROOT } from './run.mjs';

export const builtApi = () => {
  const file = `${ROOT}dist/apps/api/schema.js`;
  if (existsSync(file)) return createRequire(import.meta.url)(file);
  console.error('The API is not built yet. Run: npx nx run api:build');
  return process.exit(1);
};
