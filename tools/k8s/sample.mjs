/** Objects that keep to every rule, for the specs to break one thing at a time. */
import { STAND_IN } from './render.mjs';

const namespace = 'shop';
const labels = { app: 'shop' };

const container = () => ({
  name: 'main',
  image: 'registry.example.com/customer-care-registry:1.2.3',
  securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
});

const probe = (path) => ({ httpGet: { path, port: 'http' } });

const server = () => ({
  ...container(),
  envFrom: [{ configMapRef: { name: 'settings-abcdefghij' } }, { secretRef: { name: 'secrets' } }],
  startupProbe: probe('/livez'),
  livenessProbe: probe('/livez'),
  readinessProbe: probe('/readyz'),
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
});

const template = (containers) => ({
  metadata: { labels },
  spec: {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    containers,
    volumes: [{ name: 'files', persistentVolumeClaim: { claimName: 'files' } }],
  },
});

const object = (apiVersion, kind, name, rest) => ({ apiVersion, kind, metadata: { name, namespace, labels }, ...rest });

/** What the rules are given besides the objects. */
export const facts = { version: '1.2.3', settings: { names: new Set(['PUBLIC_URL', 'SHUTDOWN_SECONDS', 'SECRET_KEY']), secrets: new Set(['SECRET_KEY']) } };

/** One object of each kind that the rules look at, by the names the specs use. */
export const sample = () => ({
  namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  settings: object('v1', 'ConfigMap', 'settings-abcdefghij', { data: { PUBLIC_URL: 'https://help.example.com', SHUTDOWN_SECONDS: '20', 'dashboard.json': '{}' } }),
  secrets: object('v1', 'Secret', 'secrets', { data: { SECRET_KEY: Buffer.from(STAND_IN).toString('base64') } }),
  claim: object('v1', 'PersistentVolumeClaim', 'files', { spec: {} }),
  deployment: object('apps/v1', 'Deployment', 'server', { spec: { selector: { matchLabels: labels }, template: template([server()]) } }),
  job: object('batch/v1', 'Job', 'migrate', { spec: { template: template([{ ...container(), env: [{ name: 'SECRET_KEY', valueFrom: { secretKeyRef: { name: 'secrets', key: 'SECRET_KEY' } } }] }]) } }),
  cronJob: object('batch/v1', 'CronJob', 'backup', { spec: { jobTemplate: { spec: { template: template([container()]) } } } }),
  service: object('v1', 'Service', 'server', { spec: { selector: labels, ports: [{ name: 'http', port: 80 }] } }),
  ingress: object('networking.k8s.io/v1', 'Ingress', 'server', { spec: { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'server', port: { name: 'http' } } } }] } }] } }),
  autoscaler: object('autoscaling/v2', 'HorizontalPodAutoscaler', 'server', { spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'server' } } }),
  budget: object('policy/v1', 'PodDisruptionBudget', 'server', { spec: { maxUnavailable: 1, selector: { matchLabels: labels } } }),
  denial: object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
  opening: object('networking.k8s.io/v1', 'NetworkPolicy', 'open', {
    spec: { podSelector: { matchLabels: labels }, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 3306 }] }] },
  }),
  monitor: object('monitoring.coreos.com/v1', 'ServiceMonitor', 'server', { spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'http', path: '/metrics' }] } }),
});
