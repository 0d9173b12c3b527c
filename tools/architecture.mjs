/**
 * Draws who imports whom, as the code is, into docs/architecture.md between the markers `<!-- modules:start -->` and
 * `<!-- modules:end -->`; with --check only says whether the drawing is up to date. Modules and features are drawn one
 * by one; what all of them share (platform, data, ui, libs/domain) gets one arrow from the whole group.
 */
import { existsSync, readFileSync } from 'node:fs';
import { end } from './runner/ending.mjs';
import { keepGenerated } from './runner/generated-file.mjs';
import { ROOT, runNode } from './runner/run.mjs';

const PAGE = 'docs/architecture.md';
const [START, END] = ['<!-- modules:start -->', '<!-- modules:end -->'];
const CRUISE = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';

/** Where a file stands in the picture: in a box by itself, or as one of a group. Nothing else is drawn. */
const PLACES = [
  { files: /^apps\/api\/src\/modules\/([^/]+)\//, group: 'modules' },
  { files: /^apps\/api\/src\/platform\//, group: 'platform' },
  { files: /^apps\/web\/src\/app\/features\/([^/]+)\//, group: 'features' },
  { files: /^apps\/web\/src\/app\/(shell|data|ui)\// },
  { files: /^libs\/domain\/src\//, group: 'domain' },
];

const placeOf = (file) => {
  if (/\.spec\.ts$/.test(file)) return undefined;
  for (const { files, group } of PLACES) {
    const match = files.exec(file);
    if (match) return { group: group ?? match[1], member: group && match[1] };
  }
  return undefined;
};

const idOf = ({ group, member }) => (member ? `${group}_${member.replaceAll(/\W/g, '_')}` : group);

/** Inside a group from one member to the other, else from group to group. */
const arrow = (from, to) => {
  if (!from || !to || idOf(from) === idOf(to)) return undefined;
  return from.group === to.group ? `${idOf(from)} --> ${idOf(to)}` : `${from.group} --> ${to.group}`;
};

const sorted = (lines) => [...new Set(lines.filter(Boolean))].sort();

const members = (places, group) =>
  sorted(places.filter((place) => place?.group === group).map((place) => place.member && `${idOf(place)}[${place.member}]`));

const draw = (modules) => {
  const places = modules.map(({ source }) => placeOf(source));
  const arrows = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => arrow(placeOf(source), placeOf(resolved))),
  );
  const group = (name, title) => [`subgraph ${name}["${title}"]`, ...members(places, name).map((box) => `  ${box}`), 'end'];
  const lines = [
    ...['subgraph web["apps/web"]', '  shell', ...group('features', 'features').map((line) => `  ${line}`), '  data', '  ui', 'end'],
    ...['subgraph api["apps/api"]', ...group('modules', 'modules').map((line) => `  ${line}`), '  platform', 'end'],
    'domain["libs/domain"]',
    ...sorted(arrows),
  ];
  return ['```mermaid', 'flowchart TD', ...lines.map((line) => `  ${line}`), '```'].join('\n');
};

const cruised = async () => {
  const { output } = await runNode(CRUISE, ['apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']);
  return JSON.parse(output).modules;
};

const place = async (page, picture) => {
  const [before, after] = [page.indexOf(START), page.indexOf(END)];
  if (before >= 0 && after > before) return `${page.slice(0, before + START.length)}\n${picture}\n${page.slice(after)}`;
  console.error(`${PAGE} needs the lines ${START} and ${END}: the picture goes between them.`);
  return end(1);
};

process.chdir(ROOT);
keepGenerated(PAGE, await place(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '', draw(await cruised())), { how: 'node tools/architecture.mjs' });
await end(process.exitCode ?? 0);
