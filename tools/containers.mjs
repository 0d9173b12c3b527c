/** Checks what is only run elsewhere: the Dockerfile, the compose files, and the workflow of GitHub. */
import { readFileSync } from 'node:fs';
import { composeProblems, dockerfileProblems } from './image/rules.mjs';
import { workflowProblems } from './image/workflow.mjs';
import { settingsOf } from './k8s/settings.mjs';
import { ROOT } from './runner/run.mjs';

const read = (name) => readFileSync(`${ROOT}${name}`, 'utf8');
const { version, engines } = JSON.parse(read('package.json'));
const settings = settingsOf(read('.env.example'));
const majors = [...engines.node.matchAll(/(\d+)\.\d+\.\d+/g)].map(([, major]) => Number(major));
const compose = (name) => composeProblems(read(name), { init: read('docker/init.sh'), version, settings, read: (file) => read(`docker/${file}`) });

const found = {
  'docker/Dockerfile': dockerfileProblems(read('docker/Dockerfile'), { version, settings }),
  'docker/compose.yaml': compose('docker/compose.yaml'),
  'docker/compose.dev.yaml': compose('docker/compose.dev.yaml'),
  '.github/workflows/ci.yml': await workflowProblems(read('.github/workflows/ci.yml'), { majors, version }),
};
for (const [name, problems] of Object.entries(found)) console.log([name, ...problems].join('\n  '));
process.exitCode = Object.values(found).flat().length > 0 ? 1 : 0;
