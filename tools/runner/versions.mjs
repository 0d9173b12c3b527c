/**
 * Whether a version satisfies a range as package.json's engines write it: "^20.19.0 || ^22.12.0 || >=24.0.0". Only
 * these two forms; start.mjs asks before any package is known to be installed.
 */
const numbers = (version) => version.split('.').map(Number);

const atLeast = (version, least) => {
  const at = version.findIndex((number, index) => number !== least[index]);
  return at === -1 || version[at] > least[at];
};

const meets = (version, range) => {
  const least = numbers(range.replace(/^(\^|>=)/, ''));
  return atLeast(version, least) && (range.startsWith('>=') || version[0] === least[0]);
};

export const satisfies = (version, ranges) => ranges.split('||').some((range) => meets(numbers(version), range.trim()));

/** "20.19+ or 22.12+ or 24+" */
export const inWords = (ranges) =>
  ranges
    .split('||')
    .map((range) => `${range.replace(/[^\d.]/g, '').replace(/(\.0)+$/, '')}+`)
    .join(' or ');
