/** What someone types to look for a canned reply. */
export interface SlashWord {
  /** Where the slash stands. */
  readonly from: number;
  /** What comes after it, up to the caret. */
  readonly word: string;
}

const AT_THE_END = /(?:^|\s)\/([^\s/]{0,60})$/;

/** The word at the caret, if it begins with a slash. */
export function slashWord(text: string, caret: number): SlashWord | null {
  const found = AT_THE_END.exec(text.slice(0, caret));
  const word = found?.[1];
  return word === undefined ? null : { from: caret - word.length - 1, word };
}
