/**
 * Validates objects against the Kubernetes schemas, as the packages kubernetes-models compiled them from the OpenAPI of
 * Kubernetes and of the Prometheus operator. The schemas allow fields that they do not know, as the API server does, which
 * drops them; here they are a mistake. So each field that the validator never asks for is a problem too.
 */

const PACKAGES = { 'monitoring.coreos.com': '@kubernetes-models/prometheus-operator' };

const modelOf = async ({ apiVersion, kind }) => {
  const group = apiVersion.split('/')[0];
  try {
    return (await import(`${PACKAGES[group] ?? 'kubernetes-models'}/${apiVersion}/${kind}`))[kind];
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    return undefined;
  }
};

/** Looks like the object, and notes in `unasked` which fields nobody has asked for by name or gone through. */
const watched = (value, path, unasked) => {
  if (typeof value !== 'object' || value === null) return value;
  const inside = new Map(Object.keys(value).map((key) => [key, watched(value[key], `${path}.${key}`, unasked)]));
  if (!Array.isArray(value)) for (const key of inside.keys()) unasked.add(`${path}.${key}`);
  return new Proxy(value, {
    get: (target, key) => {
      unasked.delete(`${path}.${String(key)}`);
      return inside.has(key) ? inside.get(key) : target[key];
    },
  });
};

/** Resolves to what is wrong with the object, as sentences; none when it is as it should be. */
export const schemaProblems = async (object) => {
  const model = await modelOf(object);
  if (!model) return [`There is no ${object.kind} in ${object.apiVersion}.`];
  const unasked = new Set();
  try {
    model.prototype.validate.call(watched(object, '', unasked));
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    return error.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  }
  const outermost = [...unasked].filter((path) => ![...unasked].some((other) => path.startsWith(`${other}.`)));
  return outermost.map((path) => `${path} is not known.`);
};
