/** What the objects of one overlay keep to together. A rule is as in pod-rules.mjs. */
import { STAND_IN } from './render.mjs';
import { called, selects, workloads } from './pods.mjs';

const ofKind = (objects, ...kinds) => objects.filter(({ kind }) => kinds.includes(kind));

const decode = ({ data = {}, stringData = {} }) => [...Object.values(data).map((value) => Buffer.from(value, 'base64').toString()), ...Object.values(stringData)];

/** Name and value of everything that stands in the open: in ConfigMaps and in the containers themselves. */
const openValues = (objects) => [
  ...ofKind(objects, 'ConfigMap').flatMap((map) => Object.entries(map.data ?? {}).map(([name, value]) => ({ where: called(map), name, value }))),
  ...workloads(objects).flatMap(({ object, containers }) =>
    containers.flatMap(({ env = [] }) => env.filter(({ value }) => value !== undefined).map(({ name, value }) => ({ where: called(object), name, value }))),
  ),
];

/** Of a variable that is read from a file, the setting. */
const settingName = (name) => name.replace(/_FILE$/, '');

const isVariable = (name) => /^[A-Z][A-Z\d_]*$/.test(name);

/** Every name by which a container is told something. */
const variables = (objects) => [
  ...openValues(objects).filter(({ name }) => isVariable(name)),
  ...workloads(objects).flatMap(({ object, containers }) => containers.flatMap(({ env = [] }) => env.map(({ name }) => ({ where: called(object), name })))),
  ...ofKind(objects, 'Secret').flatMap((secret) => Object.keys(secret.data ?? {}).map((name) => ({ where: called(secret), name }))),
];

const isDenial = ({ spec }) => {
  const both = ['Ingress', 'Egress'].every((type) => spec.policyTypes?.includes(type));
  return both && Object.keys(spec.podSelector).length === 0 && !spec.ingress && !spec.egress;
};

/** The lists of whom a policy lets in, or out to. */
const openings = ({ spec }) => [
  ...(spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports })),
  ...(spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
];

const isWide = ({ peers, ports }) => !peers?.length || !ports?.length;

/** The selectors in an object that must take the pods of some workload. */
const selectorsOf = ({ kind, spec }) => {
  if (kind === 'Service') return [{ matchLabels: spec.selector }];
  if (kind === 'PodDisruptionBudget') return [spec.selector];
  return kind === 'NetworkPolicy' ? [spec.podSelector] : [];
};

const serves = (service, { spec }) =>
  selects(spec.selector, service.metadata.labels ?? {}) && spec.endpoints.every(({ port }) => service.spec.ports.some(({ name }) => name === port));

const isRestricted = ({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted';

const named = (objects, kind, name) => objects.find((object) => object.kind === kind && object.metadata.name === name);

/** What an object names that must be among the others: [kind, name] pairs. */
const references = ({ kind, spec }) => {
  if (kind === 'HorizontalPodAutoscaler') return [[spec.scaleTargetRef.kind, spec.scaleTargetRef.name]];
  if (kind === 'Ingress') return spec.rules.flatMap(({ http }) => http.paths.map(({ backend }) => ['Service', backend.service.name]));
  return [];
};

const volumesOf = ({ pod }) => (pod.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);

/** Everything that objects name, to be found among them. */
const wanted = (objects) => [
  ...objects.flatMap((object) => references(object).map(([kind, name]) => ({ object, kind, name }))),
  ...workloads(objects).flatMap((workload) => volumesOf(workload).map((name) => ({ object: workload.object, kind: 'PersistentVolumeClaim', name }))),
];

export const clusterRules = {
  'no secret is committed': (objects, { settings }) => [
    ...ofKind(objects, 'Secret')
      .filter((secret) => decode(secret).some((value) => value !== STAND_IN))
      .map((secret) => `${called(secret)} has a value that stands in a committed file.`),
    ...openValues(objects)
      .filter(({ name }) => settings.secrets.has(name))
      .map(({ where, name }) => `${where} has ${name} in the open: it belongs into the Secret.`),
    ...openValues(objects)
      .filter(({ value }) => /:\/\/[^/\s]*:[^/\s]*@/.test(value))
      .map(({ where, name }) => `${where} has a password in ${name}.`),
  ],
  'only settings there are': (objects, { settings }) =>
    variables(objects)
      .filter(({ name }) => !settings.names.has(settingName(name)))
      .map(({ where, name }) => `${where} sets ${name}, which is no setting.`),
  'nothing in or out by default': (objects) => {
    const denied = new Set(ofKind(objects, 'NetworkPolicy').filter(isDenial).map(({ metadata }) => metadata.namespace));
    return workloads(objects)
      .filter(({ object }) => !denied.has(object.metadata.namespace))
      .map(({ object }) => `No NetworkPolicy denies ${called(object)} what no other one allows.`);
  },
  'openings say to whom and where': (objects) =>
    ofKind(objects, 'NetworkPolicy')
      .filter((policy) => openings(policy).some(isWide))
      .map((policy) => `${called(policy)} must name both peers and ports.`),
  'selectors find pods': (objects) =>
    objects
      .filter((object) => selectorsOf(object).some((selector) => !workloads(objects).some(({ labels }) => selects(selector, labels))))
      .map((object) => `${called(object)} selects no pod.`),
  'monitors find services': (objects) =>
    ofKind(objects, 'ServiceMonitor')
      .filter((monitor) => !ofKind(objects, 'Service').some((service) => serves(service, monitor)))
      .map((monitor) => `${called(monitor)} finds no Service with its labels and port.`),
  'what is named is there': (objects) =>
    wanted(objects)
      .filter(({ kind, name }) => !named(objects, kind, name))
      .map(({ object, kind, name }) => `${called(object)} names the ${kind} ${name}, which is not there.`),
  'namespace is restricted': (objects) => {
    const restricted = new Set(ofKind(objects, 'Namespace').filter(isRestricted).map(({ metadata }) => metadata.name));
    return workloads(objects)
      .filter(({ object }) => !restricted.has(object.metadata.namespace))
      .map(({ object }) => `${called(object)} is in a namespace that does not enforce PodSecurity "restricted".`);
  },
};
