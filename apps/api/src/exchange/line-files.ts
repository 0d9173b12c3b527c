import { existsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK = 1 << 16;

/** One line of a file, where it is in it. */
export interface Line {
  readonly number: number;
  readonly text: string;
  /** In bytes. */
  readonly start: number;
  readonly length: number;
}

/** The lines of a file that are not blank; none when there is no such file. */
export async function* linesIn(folder: string, name: string): AsyncGenerator<Line> {
  const path = join(folder, `${name}.jsonl`);
  if (!existsSync(path)) return;
  const handle = await open(path);
  try {
    yield* linesOf(handle);
  } finally {
    await handle.close();
  }
}

async function* linesOf(handle: FileHandle): AsyncGenerator<Line> {
  let [rest, start, number] = [Buffer.alloc(0), 0, 0];
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(CHUNK), position });
    position += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    if (bytesRead === 0 && rest.length > 0) rest = Buffer.concat([rest, Buffer.from('\n')]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const text = rest.subarray(0, end).toString('utf8').trim();
      number++;
      if (text) yield { number, text, start, length: end };
      start += end + 1;
      rest = rest.subarray(end + 1);
    }
    if (bytesRead === 0) return;
  }
}

/** The lines of a file by the ticket that they belong to: only their places are kept in memory. */
export class LinesByTicket {
  private readonly places = new Map<string, Omit<Line, 'text'>[]>();

  private constructor(
    readonly name: string,
    private readonly handle: FileHandle | null,
  ) {}

  /** `ticketOf` reads the id of the ticket from a line. */
  static async open(folder: string, name: string, ticketOf: (line: Line) => string | null): Promise<LinesByTicket> {
    const path = join(folder, `${name}.jsonl`);
    const lines = new LinesByTicket(name, existsSync(path) ? await open(path) : null);
    for await (const line of linesIn(folder, name)) {
      const ticketId = ticketOf(line);
      if (ticketId === null) continue;
      const { number, start, length } = line;
      const places = lines.places.get(ticketId) ?? [];
      places.push({ number, start, length });
      lines.places.set(ticketId, places);
    }
    return lines;
  }

  /** In the order of the file. */
  async of(ticketId: string): Promise<Line[]> {
    const lines: Line[] = [];
    for (const place of this.places.get(ticketId) ?? []) {
      const buffer = Buffer.alloc(place.length);
      await this.handle?.read({ buffer, position: place.start });
      lines.push({ ...place, text: buffer.toString('utf8') });
    }
    return lines;
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }
}
