/** npm run sbom: writes what runs in production, package by package, to dist/sbom.cdx.json, as CycloneDX has it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end } from './runner/ending.mjs';
import { ROOT, run } from './runner/run.mjs';
import { temporaryFolder } from './runner/temporary.mjs';
import { productionPackages } from './supply/licences.mjs';

const FILE = `${ROOT}dist/sbom.cdx.json`;
const ARGUMENTS = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only', '--loglevel', 'error'];

const read = (name) => JSON.parse(readFileSync(`${ROOT}${name}`, 'utf8'));
const lock = read('package-lock.json');

/** `npm sbom --omit dev` leaves out what development needs as well, so it is shown a project that has no development. */
const projectWithoutDevelopment = () => {
  const manifest = { ...read('package.json'), devDependencies: undefined };
  const path = join(temporaryFolder('sbom').path, manifest.name); // what npm calls the whole after
  mkdirSync(path);
  const root = { ...lock.packages[''], devDependencies: undefined };
  const packages = Object.fromEntries(Object.entries(lock.packages).filter(([, { dev }]) => !dev));
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'package-lock.json'), JSON.stringify({ ...lock, packages: { ...packages, '': root } }));
  return path;
};

const { code, output } = await run('npm', ARGUMENTS, { cwd: projectWithoutDevelopment() });
if (code !== 0) throw new Error(`npm sbom ended with exit code ${code}:\n${output}`);
const bill = JSON.parse(output.slice(output.indexOf('{')));
const listed = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl).replace(/^pkg:npm\/|\?.*$/g, '')));
const names = productionPackages(lock).map(({ name, version }) => `${name}@${version}`);
const missing = names.filter((name) => !listed.has(name));
const extra = [...listed].filter((name) => !names.includes(name));
if (missing.length + extra.length > 0) throw new Error(`npm sbom leaves out ${missing.join(', ') || 'nothing'}; it should not name ${extra.join(', ') || 'nothing else'}`);

mkdirSync(`${ROOT}dist`, { recursive: true });
writeFileSync(FILE, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${listed.size} packages, ${bill.bomFormat} ${bill.specVersion}: ${FILE}`);
await end(0);
