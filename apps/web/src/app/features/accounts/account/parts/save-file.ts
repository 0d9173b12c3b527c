const KEPT_FOR = 60_000;

/** Hands a text to the browser as a file to be saved. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read it only after a question to the person.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}
