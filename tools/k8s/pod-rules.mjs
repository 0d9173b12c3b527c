/**
 * What every pod keeps to, whatever starts it. A rule gets the rendered objects of one overlay and `{ version, settings }`;
 * it answers with what is wrong, as sentences.
 */
import { called, settingsIn, sourcesOf, workloads } from './pods.mjs';

/** A rule on each container; `wrong` answers with what is wrong with it, or with nothing. */
const onContainers = (wrong) => (objects, facts) =>
  workloads(objects).flatMap((workload) =>
    workload.containers.flatMap((container) => {
      const problem = wrong(container, { ...workload, ...facts, objects });
      return problem ? [`${called(workload.object)}, container ${container.name}: ${problem}`] : [];
    }),
  );

/** The same on each pod. */
const onPods = (wrong) => (objects, facts) =>
  workloads(objects).flatMap((workload) => {
    const problem = wrong(workload, { ...facts, objects });
    return problem ? [`${called(workload.object)}: ${problem}`] : [];
  });

/** Those that PodSecurity "restricted" lets in. */
const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

/** Says what is missing of requests and limits; a container without one takes from its neighbours, or is the first to be killed. */
const missingResources = ({ resources = {} }) =>
  ['requests', 'limits'].flatMap((bound) => ['cpu', 'memory'].filter((what) => !resources[bound]?.[what]).map((what) => `${bound}.${what}`));

const PROBES = { startupProbe: '/livez', livenessProbe: '/livez', readinessProbe: '/readyz' };

const wrongProbes = (container) => Object.entries(PROBES).filter(([probe, path]) => container[probe]?.httpGet?.path !== path);

const tagOf = (image) => /:([^/:@]+)(?:@|$)/.exec(image)?.[1];

const OURS = 'customer-care-registry';

const wrongImage = ({ image }, { version }) => {
  const tag = tagOf(image);
  if (tag === undefined || tag === 'latest') return `${image} may be another one tomorrow: name a version.`;
  return image.includes(OURS) && tag !== version ? `${image} is not version ${version}, which these objects belong to.` : undefined;
};

/** Whether kustomize named it after its content. */
const isHashed = (name, objects) =>
  /-[a-z\d]{10}$/.test(name) && objects.some(({ kind, metadata }) => ['ConfigMap', 'Secret'].includes(kind) && metadata.name === name);

const secondsToEnd = (container, objects) => {
  const { SHUTDOWN_SECONDS: shutdown = '0' } = settingsIn(container, objects);
  return (container.lifecycle?.preStop?.sleep?.seconds ?? 0) + Number(shutdown);
};

export const podRules = {
  'runs as an ordinary user': onContainers(({ securityContext = {} }, { pod }) => {
    const { runAsNonRoot, runAsUser } = { ...pod.securityContext, ...securityContext };
    return runAsNonRoot === true && runAsUser >= 10_000 ? undefined : 'must set runAsNonRoot and a runAsUser of 10000 or more.';
  }),
  'root file system is read-only': onContainers(({ securityContext }) =>
    securityContext?.readOnlyRootFilesystem === true ? undefined : 'must set readOnlyRootFilesystem.',
  ),
  'no way to more privileges': onContainers(({ securityContext }) =>
    securityContext?.allowPrivilegeEscalation === false && !securityContext.privileged ? undefined : 'must set allowPrivilegeEscalation: false.',
  ),
  'no capabilities': onContainers(({ securityContext }) => {
    const { drop = [], add = [] } = securityContext?.capabilities ?? {};
    return drop.includes('ALL') && add.length === 0 ? undefined : 'must drop ALL capabilities and add none.';
  }),
  'seccomp profile of the runtime': onPods(({ pod }) =>
    pod.securityContext?.seccompProfile?.type === 'RuntimeDefault' ? undefined : 'must set seccompProfile RuntimeDefault.',
  ),
  'nothing of the node': onPods(({ pod }) => {
    const foreign = (pod.volumes ?? []).flatMap((volume) => Object.keys(volume).filter((key) => key !== 'name' && !VOLUMES.includes(key)));
    const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => pod[key]);
    return foreign.length + shared.length > 0 ? `must do without ${[...foreign, ...shared].join(', ')}.` : undefined;
  }),
  'no token of the cluster': onPods(({ pod }) => (pod.automountServiceAccountToken === false ? undefined : 'must set automountServiceAccountToken: false.')),
  'no variables of other services': onPods(({ pod }) => (pod.enableServiceLinks === false ? undefined : 'must set enableServiceLinks: false.')),
  'requests and limits': onContainers((container) => {
    const missing = missingResources(container);
    return missing.length > 0 ? `lacks resources ${missing.join(', ')}.` : undefined;
  }),
  'a version of the image': onContainers(wrongImage),
  'probes of what serves': onContainers((container, { object }) => {
    const wrong = object.kind === 'Deployment' ? wrongProbes(container) : [];
    return wrong.length > 0 ? `must ask ${wrong.map(([probe, path]) => `${path} as ${probe}`).join(', ')}.` : undefined;
  }),
  'time to end': onContainers((container, { pod, objects }) => {
    const needed = secondsToEnd(container, objects);
    const given = pod.terminationGracePeriodSeconds ?? 30;
    return given > needed ? undefined : `needs more than ${needed} s to end, but is killed after ${given} s.`;
  }),
  'a job stays as it is': onPods((workload, { objects }) => {
    const renamed = workload.object.kind === 'Job' ? sourcesOf(workload).find((name) => isHashed(name, objects)) : undefined;
    return renamed && `can't be changed once it is there, but ${renamed} gets another name with each content.`;
  }),
};
