/**
 * The rules of the house (see CONTRIBUTING.md): who may import whom. Run by `npm run check`; the picture in
 * docs/architecture.md is drawn from the same graph. Add a new module to ORDER or LISTENERS below.
 */

/** Each module may enter those before it, never one after it. */
const ORDER = ['accounts', 'topics', 'tickets', 'conversation', 'canned-replies', 'search', 'feedback'];

/** Modules that listen to events and serve no other module: they may enter any, nobody enters them. */
const LISTENERS = ['notifications', 'reports', 'webhooks'];

const API = '^apps/api/src';
const MODULES = `${API}/modules`;
const WEB = '^apps/web/src/app';
const DOMAIN = '^libs/domain/src/';
/** The client's types and documents, by their alias: the web app's own tsconfig knows it, the one that all projects share does not. */
const GENERATED = '^#graphql(/|$)';
const SPEC = '\\.(spec|e2e)\\.ts$';
/** Specs, and what only they use. */
const TESTS = [SPEC, `${API}/testing/`];
const any = (names) => `(${names.join('|')})`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const order = ORDER.slice(0, -1).map((name, place) =>
  rule(
    `order-${name}`,
    `The order of the modules has no circle: ${ORDER.join(' ← ')}. To tell a later module something, record an event.`,
    { path: `${MODULES}/${name}/`, pathNot: SPEC },
    { path: `${MODULES}/${any(ORDER.slice(place + 1))}/` },
  ),
);

const house = [
  rule('domain-stands-alone', 'libs/domain is pure TypeScript for both sides: it imports nothing.', { path: DOMAIN, pathNot: SPEC }, { pathNot: DOMAIN }),
  rule(
    'platform-knows-no-business',
    'The platform imports packages and libs/domain only.',
    { path: `${API}/platform/`, pathNot: SPEC },
    { path: '^(apps|libs)/', pathNot: [`${API}/platform/`, DOMAIN] },
  ),
  rule(
    'modules-use-platform-and-domain',
    'A module imports packages, the platform, libs/domain and other modules; never the server, the seed or the migrations.',
    { path: `${MODULES}/`, pathNot: SPEC },
    { path: '^(apps|libs)/', pathNot: [`${MODULES}/`, `${API}/platform/`, DOMAIN] },
  ),
  rule(
    'module-by-its-door',
    'From outside, a module is entered only by its index.ts.',
    { path: `${MODULES}/([^/]+)/`, pathNot: SPEC },
    { path: `${MODULES}/[^/]+/`, pathNot: [`${MODULES}/$1/`, `${MODULES}/[^/]+/index\\.ts$`] },
  ),
  rule(
    'module-by-its-door-from-afar',
    'From outside, a module is entered only by its index.ts.',
    { path: '^(apps|libs)/', pathNot: [`${MODULES}/`, SPEC] },
    { path: `${MODULES}/[^/]+/`, pathNot: `${MODULES}/[^/]+/index\\.ts$` },
  ),
  rule(
    'nobody-enters-a-listener',
    `${LISTENERS.join(' and ')} listen to events; only the server and the seed, which compose, import them.`,
    { path: `${API}/(modules/([^/]+)|platform)/`, pathNot: SPEC },
    { path: `${MODULES}/${any(LISTENERS)}/`, pathNot: `${MODULES}/$2/` },
  ),
  rule(
    'module-has-a-place',
    'A new module gets its place in ORDER or LISTENERS, at the top of .dependency-cruiser.cjs.',
    { path: `${MODULES}/[^/]+/`, pathNot: `${MODULES}/${any([...ORDER, ...LISTENERS])}/` },
    {},
  ),
];

const slices = [
  rule(
    'policy-is-pure',
    'A policy imports libs/domain, other policies, and types.',
    { path: `${API}/.*\\.policy\\.ts$` },
    { pathNot: [DOMAIN, '\\.policy\\.ts$'], dependencyTypesNot: ['type-only'] },
  ),
  rule('resolver-without-typeorm', 'A resolver asks a service; it never touches TypeORM.', { path: '\\.resolver\\.ts$' }, { path: 'node_modules/typeorm/' }),
  rule('service-without-graphql', 'A service speaks the domain; it never touches TypeGraphQL.', { path: '\\.service\\.ts$' }, { path: 'node_modules/type-graphql/' }),
];

const web = [
  rule(
    'feature-by-its-door',
    'A feature enters another only by its index.ts, or by its later.ts (what does not belong to the first page).',
    { path: `${WEB}/features/([^/]+)/` },
    { path: `${WEB}/features/[^/]+/`, pathNot: [`${WEB}/features/$1/`, `${WEB}/features/[^/]+/(index|later)\\.ts$`] },
  ),
  rule(
    'feature-by-its-door-from-afar',
    'From outside, a feature is entered only by its index.ts, or by its routes (loaded lazily).',
    { path: '^apps/web/src/', pathNot: `${WEB}/features/` },
    { path: `${WEB}/features/[^/]+/`, pathNot: `${WEB}/features/[^/]+/(index|[^/]+\\.routes)\\.ts$` },
  ),
  rule('features-below-the-shell', 'The shell holds the features, not the other way round.', { path: `${WEB}/(features|data|ui)/` }, { path: `${WEB}/shell/` }),
  rule('ui-knows-no-data', 'Buttons, dialogs and tables know neither data nor features.', { path: `${WEB}/ui/` }, { path: [GENERATED, `${WEB}/(data|features|shell)/`] }),
  rule('data-knows-no-page', 'data/ knows no feature and no ui.', { path: `${WEB}/data/` }, { path: `${WEB}/(features|ui)/` }),
  rule(
    'apollo-in-stores',
    "Only data/ and *.store.ts import apollo-angular: Apollo's cache is the only copy of server data.",
    { path: '^apps/web/src/', pathNot: [`${WEB}/data/`, '\\.store\\.ts$', SPEC, '^apps/web/src/test/', '^apps/web/src/generated/'] },
    { path: 'node_modules/(apollo-angular|@apollo/client)/' },
  ),
];

const everywhere = [
  rule('no-circles', 'No import circles; circles of types alone do no harm.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  rule('everything-resolves', 'An import that leads nowhere.', {}, { couldNotResolve: true, pathNot: [GENERATED, '^@graphql-typed-document-node/core$'] }),
  rule('apps-stay-apart', 'The apps meet over GraphQL only.', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
  rule('product-needs-no-tests', 'What only specs use stays with them.', { path: '^apps/', pathNot: [...TESTS, '^apps/web-e2e/', '^apps/web/src/test/'] }, { path: [SPEC, '^libs/testkit/', `${API}/testing/`, '^apps/web/src/test/'] }),
  rule('product-needs-no-dev-packages', 'What runs in production imports no devDependency.', { path: `${API}/`, pathNot: TESTS }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] }),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...house, ...order, ...slices, ...web, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
