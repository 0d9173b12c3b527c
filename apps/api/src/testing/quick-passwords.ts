import type * as Argon2 from '@node-rs/argon2';

/**
 * Hashing passwords as strongly as the product does takes a fifth of the time of all specs. Here it is the same library
 * at the least cost; specs that are about the cost say `jest.unmock('@node-rs/argon2')`.
 */
jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof Argon2>('@node-rs/argon2');
  const hash: typeof real.hash = (password, options) => real.hash(password, { ...options, memoryCost: 8, timeCost: 1 });
  return { ...real, hash };
});
