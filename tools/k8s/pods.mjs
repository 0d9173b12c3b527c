/** What the rules read of rendered objects. */

/** How to name an object in a sentence. */
export const called = ({ kind, metadata }) => `${kind} ${metadata.name}`;

/** The template of the pods that an object starts, or undefined. */
const templateOf = ({ kind, spec }) => {
  if (kind === 'CronJob') return spec.jobTemplate.spec.template;
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].includes(kind) ? spec.template : undefined;
};

/** Everything that starts pods: `{ object, labels, pod, containers }`; containers with those that run before. */
export const workloads = (objects) =>
  objects.flatMap((object) => {
    const template = object.kind === 'Pod' ? object : templateOf(object);
    if (!template) return [];
    const pod = template.spec;
    return [{ object, labels: template.metadata?.labels ?? {}, pod, containers: [...(pod.initContainers ?? []), ...pod.containers] }];
  });

/** Whether a selector of labels takes these. One without conditions takes all. */
export const selects = ({ matchLabels = {} }, labels) => Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

/** The names of the ConfigMaps and Secrets that a pod reads, in whatever way. */
export const sourcesOf = ({ pod, containers }) => [
  ...containers.flatMap(({ envFrom = [] }) => envFrom.map(({ configMapRef, secretRef }) => (configMapRef ?? secretRef).name)),
  ...containers.flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef?.name ?? valueFrom?.secretKeyRef?.name ?? [])),
  ...(pod.volumes ?? []).flatMap(({ configMap, secret }) => configMap?.name ?? secret?.secretName ?? []),
];

/** The settings of a container that are not secret: from its ConfigMaps, then its own. */
export const settingsIn = (container, objects) => {
  const maps = (container.envFrom ?? []).flatMap(({ configMapRef }) => objects.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMapRef?.name));
  const own = (container.env ?? []).filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]);
  return { ...Object.assign({}, ...maps.map(({ data }) => data)), ...Object.fromEntries(own) };
};
