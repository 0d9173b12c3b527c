/** Letters and digits that nobody mistakes for one another when they are read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/** A first password to tell someone: four groups of four, about 79 bits. */
export function firstPassword(): string {
  return Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, letter).join('')).join('-');
}

/** Throws away what would make some letters likelier than others. */
function letter(): string {
  const fair = 256 - (256 % ALPHABET.length);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) return ALPHABET.charAt(byte % ALPHABET.length);
  }
}
