import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterRules } from './cluster-rules.mjs';
import { podRules } from './pod-rules.mjs';
import { facts, sample } from './sample.mjs';

const RULES = { ...podRules, ...clusterRules };

const podOf = ({ deployment }) => deployment.spec.template.spec;
const mainOf = (objects) => podOf(objects).containers[0];
const backupOf = ({ cronJob }) => cronJob.spec.jobTemplate.spec.template.spec.containers[0];

/** For each rule, ways to break it. Each must be told by that rule, and may be told by others. */
const BREAKS = {
  'runs as an ordinary user': [
    (objects) => delete podOf(objects).securityContext.runAsNonRoot,
    (objects) => void (mainOf(objects).securityContext.runAsUser = 0),
    (objects) => void (podOf(objects).initContainers = [{ ...mainOf(objects), name: 'first', securityContext: { runAsNonRoot: false } }]),
  ],
  'root file system is read-only': [(objects) => delete mainOf(objects).securityContext.readOnlyRootFilesystem, (objects) => delete backupOf(objects).securityContext],
  'no way to more privileges': [(objects) => delete mainOf(objects).securityContext.allowPrivilegeEscalation, (objects) => void (mainOf(objects).securityContext.privileged = true)],
  'no capabilities': [(objects) => delete mainOf(objects).securityContext.capabilities, (objects) => void (mainOf(objects).securityContext.capabilities.add = ['NET_ADMIN'])],
  'seccomp profile of the runtime': [(objects) => void (podOf(objects).securityContext.seccompProfile.type = 'Unconfined')],
  'nothing of the node': [(objects) => podOf(objects).volumes.push({ name: 'node', hostPath: { path: '/' } }), (objects) => void (podOf(objects).hostNetwork = true)],
  'no token of the cluster': [(objects) => delete podOf(objects).automountServiceAccountToken],
  'no variables of other services': [(objects) => delete podOf(objects).enableServiceLinks],
  'requests and limits': [(objects) => delete mainOf(objects).resources, (objects) => delete backupOf(objects).resources.limits.memory],
  'a version of the image': [
    (objects) => void (mainOf(objects).image = 'registry.example.com:5000/proxy'),
    (objects) => void (mainOf(objects).image = 'proxy:latest'),
    (objects) => void (mainOf(objects).image = 'registry.example.com/customer-care-registry:1.2.2@sha256:abc'),
  ],
  'probes of what serves': [(objects) => delete mainOf(objects).startupProbe, (objects) => void (mainOf(objects).readinessProbe.httpGet.path = '/livez')],
  'time to end': [(objects) => void (podOf(objects).terminationGracePeriodSeconds = 25), (objects) => void (objects.settings.data.SHUTDOWN_SECONDS = '25')],
  'a job stays as it is': [(objects) => void (objects.job.spec.template.spec.containers[0].envFrom = [{ configMapRef: { name: 'settings-abcdefghij' } }])],
  'no secret is committed': [
    (objects) => void (objects.secrets.data.SECRET_KEY = Buffer.from('0123456789').toString('base64')),
    (objects) => void (objects.settings.data.SECRET_KEY = '0123456789'),
    (objects) => void (backupOf(objects).env = [{ name: 'SECRET_KEY', value: '0123456789' }]),
    (objects) => void (objects.settings.data.PUBLIC_URL = 'https://me:secret@help.example.com'),
  ],
  'only settings there are': [
    (objects) => void (objects.settings.data.PUBLIC_URI = 'https://help.example.com'),
    (objects) => void (backupOf(objects).env = [{ name: 'SECRET_KEYS_FILE', value: '/run/secret' }]),
    (objects) => void (objects.secrets.data.KEY = objects.secrets.data.SECRET_KEY),
  ],
  'nothing in or out by default': [
    (objects) => delete objects.denial,
    (objects) => void (objects.denial.spec.podSelector = { matchLabels: { app: 'shop' } }),
    (objects) => void (objects.denial.spec.egress = [{}]),
    (objects) => void (objects.denial.spec.policyTypes = ['Ingress']),
    (objects) => void (objects.denial.metadata.namespace = 'other'),
  ],
  'openings say to whom and where': [(objects) => delete objects.opening.spec.egress[0].to, (objects) => void (objects.opening.spec.egress[0].ports = [])],
  'selectors find pods': [
    (objects) => void (objects.service.spec.selector = { app: 'shops' }),
    (objects) => void (objects.budget.spec.selector.matchLabels = { app: 'shops' }),
    (objects) => void (objects.opening.spec.podSelector.matchLabels = { app: 'shops' }),
  ],
  'monitors find services': [(objects) => void (objects.monitor.spec.endpoints[0].port = 'web'), (objects) => void (objects.service.metadata.labels = {})],
  'what is named is there': [
    (objects) => void (objects.autoscaler.spec.scaleTargetRef.name = 'servers'),
    (objects) => delete objects.claim,
    (objects) => void (objects.ingress.spec.rules[0].http.paths[0].backend.service.name = 'servers'),
  ],
  'namespace is restricted': [(objects) => delete objects.namespace.metadata.labels, (objects) => void (objects.deployment.metadata.namespace = 'other')],
};

test('the sample keeps to every rule', () => {
  for (const [name, rule] of Object.entries(RULES)) assert.deepEqual(rule(Object.values(sample()), facts), [], name);
});

test('every rule is broken here', () => {
  assert.deepEqual(Object.keys(BREAKS).sort(), Object.keys(RULES).sort());
});

for (const [name, breaks] of Object.entries(BREAKS)) {
  test(`${name}: tells what breaks it`, () => {
    for (const [index, breakIt] of breaks.entries()) {
      const objects = sample();
      breakIt(objects);
      assert.equal(RULES[name](Object.values(objects), facts).length > 0, true, `way ${index + 1}`);
    }
  });
}

test('what is wrong is said of the object and the container', () => {
  const objects = sample();
  delete backupOf(objects).resources.limits.cpu;
  assert.deepEqual(podRules['requests and limits'](Object.values(objects), facts), ['CronJob backup, container main: lacks resources limits.cpu.']);
});
