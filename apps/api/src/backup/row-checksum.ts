import { hash } from 'node:crypto';

const WORDS = 8;

/**
 * One checksum for all rows of a table, in whatever order they come: engines sort differently. It is the sum of the
 * SHA-256 of each row, taken in eight numbers of 32 bits.
 */
export class RowChecksum {
  private readonly words = new Uint32Array(WORDS);
  rows = 0;

  /** `line` is a row as it is in a backup. */
  add(line: string): void {
    const digest = hash('sha256', line, 'buffer');
    for (let word = 0; word < WORDS; word++) this.words[word] = (this.words[word] ?? 0) + digest.readUInt32LE(word * 4);
    this.rows++;
  }

  /** As 64 hexadecimal digits. */
  get value(): string {
    return Buffer.from(this.words.buffer).toString('hex');
  }
}
