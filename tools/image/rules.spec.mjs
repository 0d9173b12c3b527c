import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { settingsOf } from '../k8s/settings.mjs';
import { composeProblems, dockerfileProblems } from './rules.mjs';
import { workflowProblems } from './workflow.mjs';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const version = JSON.parse(read('package.json')).version;
const settings = settingsOf(read('.env.example'));
const init = read('docker/init.sh');

/** What is said of a file once `from` in it became `to`: it must have been there, and been fine. */
const changed = (text, from, to) => {
  assert.ok(text.includes(from), `there is no ${from}`);
  return text.replace(from, to);
};

/** What `text` names of an image today: with its tag, and its digest once there is one. */
const imageIn = (text, name) => new RegExp(`\\b${name}:[\\w.-]+(@sha256:[0-9a-f]{64})?`).exec(text)[0];

const dockerfile = read('docker/Dockerfile');
const node = imageIn(dockerfile, 'node');
for (const [what, from, to, sentence] of [
  ['an unpinned base', node, 'node:24-slim', /not pinned/],
  ['the newest base', node, 'node:latest', /not pinned/],
  ['root', 'USER 10001:10001', 'USER root', /not as root/],
  ['no user', 'USER 10001:10001\n', '', /not as root/],
  ['no health check', /HEALTHCHECK.*\n/.exec(dockerfile)[0], '', /HEALTHCHECK/],
  ['a command for a shell', 'CMD ["node", "--enable-source-maps", "dist/apps/api/main.js"]', 'CMD node dist/apps/api/main.js', /CMD must be a list/],
  ['a label less', 'org.opencontainers.image.licenses="MIT"', 'licence="MIT"', /image\.licenses is missing/],
  ['a secret', 'HOST=0.0.0.0', 'SECRET_KEY=abc', /SECRET_KEY would be in the image/],
  ['a secret by the list of settings', 'HOST=0.0.0.0', 'DATABASE_URL=mysql://ccr:abc@db/ccr', /DATABASE_URL would be in the image/],
  ['ADD', 'COPY docker/bin bin', 'ADD docker/bin bin', /use COPY/],
  ['another version', `VERSION=${version}`, 'VERSION=9.9.9', /ARG VERSION/],
  ['what Docker does not know', 'EXPOSE 3000', 'EXPOSES 3000', /line \d+: .*EXPOSES/],
])
  test(`Dockerfile: ${what}`, () => {
    assert.deepEqual(dockerfileProblems(dockerfile, { version, settings }), []);
    assert.match(dockerfileProblems(changed(dockerfile, from, to), { version, settings }).join('\n'), sentence);
  });

const compose = read('docker/compose.yaml');
for (const [what, from, to, sentence] of [
  ['an unpinned image', imageIn(compose, 'mysql'), 'mysql:8.4', /database: its image mysql:8\.4 is not pinned/],
  ['another version of ours', `\${CCR_VERSION:-${version}}`, '${CCR_VERSION:-9.9.9}', /app: its image/],
  ['no name', 'name: ccr\n', '', /needs a name/],
  ['root', "user: '999:999'", 'user: root', /database: its user root/],
  ['capabilities', '  cap_drop: [ALL]\n', '', /drop all capabilities/],
  ['a writable root', '  read_only: true\n  tmpfs: [/tmp]\n  networks: [front, back]', '  networks: [front, back]', /app: our image runs on a read-only/],
  ['an open port', '127.0.0.1:8025:8025', '8025:8025', /mailpit: port 8025:8025 is open/],
  ['a secret in the open', 'SECRET_KEY_FILE: /run/secrets/secret_key', 'SECRET_KEY: abc', /app: SECRET_KEY is a secret/],
  ['an address with a password', 'DATABASE_URL_FILE: /run/secrets/database_url', 'DATABASE_URL: mysql://ccr:abc@db/ccr', /app: DATABASE_URL is a secret/],
  ["another's secret", 'MYSQL_PASSWORD_FILE: /run/secrets/database_password', 'MYSQL_PASSWORD: abc', /database: MYSQL_PASSWORD is a secret/],
  ['no such setting', "MIGRATE_ON_START: 'false'", "MIGRATE_AT_START: 'false'", /there is no setting MIGRATE_AT_START/],
  ['no health check', /\n {4}healthcheck:\n {6}test: \[CMD-SHELL[^]*?retries: 5/.exec(compose)[0], '', /app: it waits for redis[^]*redis: it has no health check/],
  ['a variable that nobody makes', '${MAIL_FROM:?', '${MAIL_SENDER:?', /does not make "MAIL_SENDER="/],
  ['a secret that nobody makes', 'file: secrets/redis_url', 'file: secrets/redis_address', /does not make "secret redis_address"/],
  ['what compose does not know', 'restart: on-failure:3', 'restarts: on-failure:3', /services\/migrate must NOT have additional/],
])
  test(`compose: ${what}`, () => {
    assert.deepEqual(composeProblems(compose, { init, version, settings }), []);
    assert.match(composeProblems(changed(compose, from, to), { init, version, settings }).join('\n'), sentence);
  });

const development = read('docker/compose.dev.yaml');
for (const [what, from, to, sentence] of [
  ['a service that is not there', 'service: redis', 'service: rediss', /redis: its image undefined is not pinned/],
  ['an open port beside the one it extends', '127.0.0.1:1025:1025', '1025:1025', /^mailpit: port 1025:1025 is open to the whole network$/],
  ['a network less', '  back:\n', '', /database: back is not among the networks of the file/],
  ['a volume less', '  database:\n\nsecrets', '  data:\n\nsecrets', /^database: database is not among the volumes of the file$/],
  ['a secret less', '  redis_password:\n    file: secrets/redis_password\n', '', /^redis: redis_password is not among the secrets of the file$/],
])
  test(`compose for development: ${what}`, () => {
    const facts = { init, version, settings, read: (name) => read(`docker/${name}`) };
    assert.deepEqual(composeProblems(development, facts), []);
    assert.match(composeProblems(changed(development, from, to), facts).join('\n'), sentence);
  });

test('workflow: what GitHub does not know, an action that can change, a Node.js less, another version of ours, more permissions', async () => {
  const workflow = read('.github/workflows/ci.yml');
  const majors = [20, 22, 24];
  const said = async (from, to) => (await workflowProblems(changed(workflow, from, to), { majors, version })).join('\n');
  assert.deepEqual(await workflowProblems(workflow, { majors, version }), []);
  assert.match(await said('runs-on: ubuntu-24.04', 'run-on: ubuntu-24.04'), /run-on/);
  assert.match(await said('${{ matrix.node }}', '${{ matrx.node }}'), /matrx/);
  assert.match(await said(/@[0-9a-f]{40}/.exec(workflow)[0], '@v6'), /actions\/checkout@v6 is not pinned/);
  assert.match(await said('node: [20, 22, 24]', 'node: [20, 24]'), /Node\.js 22 is not tried/);
  assert.match(await said(`customer-care-registry:${version}`, 'customer-care-registry:9.9.9'), /as 9\.9\.9, but package\.json says/);
  assert.match(await said('contents: read', 'contents: write'), /permission/);
});
