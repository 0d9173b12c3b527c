import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Cell, Connection } from '../backup';
import { EXPORT_FILES, type ExportFile, statementOf } from './export-files';

/** Writes what staff can read into a new folder, as it is at one moment. Resolves to how many lines each file has. */
export async function exportDesk(connection: Connection, folder: string, onRows: (rows: number) => void): Promise<Record<string, number>> {
  await connection.beginSnapshot();
  await mkdir(folder, { mode: 0o700, recursive: true });
  const counts: Record<string, number> = {};
  let all = 0;
  for (const file of EXPORT_FILES) {
    let count = 0;
    const onLine = (): void => {
      count++;
      onRows(++all);
    };
    const handle = await open(join(folder, `${file.name}.jsonl`), 'wx', 0o600);
    await pipeline(Readable.from(linesOf(file, connection, onLine)), handle.createWriteStream());
    counts[file.name] = count;
  }
  return counts;
}

async function* linesOf(file: ExportFile, connection: Connection, onLine: () => void): AsyncGenerator<string> {
  const write = (line: object): string => {
    onLine();
    return `${JSON.stringify(line)}\n`;
  };
  let last: Record<string, unknown> | undefined;
  for await (const batch of connection.select(statementOf(file))) {
    let text = '';
    for (const row of batch) {
      const line = lineOf(file, row);
      if (file.list && last?.['id'] === line['id']) {
        (last?.[file.list[0]] as unknown[]).push(...(line[file.list[0]] as unknown[]));
        continue;
      }
      if (last) text += write(last);
      last = line;
    }
    if (text) yield text;
  }
  if (last) yield write(last);
}

function lineOf({ fields, list }: ExportFile, row: readonly Cell[]): Record<string, unknown> {
  const line: Record<string, unknown> = Object.fromEntries(Object.entries(fields).map(([name, [, told]], place) => [name, told(row[place] ?? null)]));
  if (!list) return line;
  const one = row[Object.keys(fields).length] ?? null;
  return { ...line, [list[0]]: one === null ? [] : [one] };
}
