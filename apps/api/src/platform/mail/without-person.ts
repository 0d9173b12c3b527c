import type { Mail } from './mail';

/** A text of the provider's without the addresses in it. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…');

/** The same, and without the name of whom the mail was for. */
export const withoutPerson = (text: string, { to }: Mail): string =>
  to.name ? withoutAddresses(text).replaceAll(to.name, '…') : withoutAddresses(text);
