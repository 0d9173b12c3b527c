import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const root = new URL('../../', import.meta.url);
const { dependencies, version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const packages = Object.keys(dependencies);

export default defineConfig({
  cwd: fileURLToPath(root),
  input: { main: 'apps/api/src/main.ts', ccr: 'apps/api/src/cli/ccr.ts', schema: 'apps/api/src/schema.ts' },
  platform: 'node',
  // Packages stay in node_modules; only the workspace's own code is bundled.
  external: (id) => id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`)),
  resolve: { alias: { '@ccr/domain': fileURLToPath(new URL('libs/domain/src/index.ts', root)) } },
  tsconfig: false,
  transform: {
    target: 'node20',
    define: { CCR_VERSION: JSON.stringify(version) },
    decorator: { legacy: true, emitDecoratorMetadata: true },
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
  output: { dir: 'dist/apps/api', format: 'cjs', sourcemap: true, entryFileNames: '[name].js', keepNames: true },
});
