/** Under which licences the packages are that run in production: only those that let anybody run, change and sell the whole. */

/** A package that is changed must be passed on with its source (MPL): fine for one that we use as it is. */
const ALLOWED = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'PSF-2.0', 'Python-2.0', 'Unlicense',
]);

/** Packages whose package.json says it in words of their own; looked up in their LICENSE file. */
const SAID_OTHERWISE = new Map([['starkbank-ecdsa@1.2.0', 'MIT']]);

/** AND needs all of its parts, OR one; brackets are taken apart from the inside. */
const isAllowed = (expression) => {
  const inner = /\(([^()]*)\)/.exec(expression);
  if (inner) return isAllowed(expression.replace(inner[0], isAllowed(inner[1]) ? 'MIT' : 'none'));
  return expression.split(/ OR /).some((option) => option.split(/ AND /).every((name) => ALLOWED.has(name.trim())));
};

/** The packages of a package-lock.json that are installed for production: { name, version, licence }. */
export const productionPackages = ({ packages }) =>
  Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link)
    .map(([path, { name, version, license }]) => ({ name: name ?? path.replace(/^.*node_modules\//, ''), version, licence: license ?? '' }));

/** Sentences on packages that may not be there; `lock` is a parsed package-lock.json. */
export const licenceProblems = (lock) =>
  productionPackages(lock).flatMap(({ name, version, licence }) => {
    const said = SAID_OTHERWISE.get(`${name}@${version}`) ?? licence;
    if (said === '') return [`${name}@${version} does not say its licence: look into it, then add what it says to tools/supply/licences.mjs.`];
    return isAllowed(said) ? [] : [`${name}@${version} is under ${said}, which is not on the list of tools/supply/licences.mjs.`];
  });
