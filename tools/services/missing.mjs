/** Something a step needs is not on this machine. The message says what it is and how to get it. */
export class Missing extends Error {
  expected = true;
}
