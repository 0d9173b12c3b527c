/** The settings of the server, as .env.example lists them, which is made from the code and checked against it. */

/** Resolves the file's text to `names`, all there are, and `secrets`, those whose values must not be seen. */
export const settingsOf = (text) => {
  const names = new Set();
  const secrets = new Set();
  for (const paragraph of text.split(/\n\s*\n/)) {
    const name = /^#?([A-Z][A-Z\d_]*)=/m.exec(paragraph)?.[1];
    if (!name) continue;
    names.add(name);
    if (paragraph.replaceAll(/\n# ?/g, ' ').includes('Keep it secret')) secrets.add(name);
  }
  return { names, secrets };
};
