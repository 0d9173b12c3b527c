import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { type BackupHeader, type BackupPart, BackupProblem, FORMAT, FORMAT_VERSION } from './backup-format';

/** Writes a backup into a stream, which stays open. */
export async function writeBackup(parts: AsyncIterable<BackupPart>, into: Writable): Promise<void> {
  await pipeline(Readable.from(textOf(parts)), createGzip(), into, { end: false });
}

/** Writes a backup into a file, for its owner's eyes only: it appears, or replaces the one before, once it is whole and on the disk. */
export async function writeBackupFile(parts: AsyncIterable<BackupPart>, file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(textOf(parts)), createGzip(), createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function* textOf(parts: AsyncIterable<BackupPart>): AsyncGenerator<string> {
  const whole = createHash('sha256');
  for await (const part of parts) {
    const text = `${part.kind === 'rows' ? part.lines.join('\n') : JSON.stringify(part.kind === 'end' ? { ...part, sha256: whole.copy().digest('hex') } : part)}\n`;
    whole.update(text);
    yield text;
  }
}

/** Reads a backup from a file and checks that it is whole. @throws BackupProblem as soon as it is seen not to be. */
export async function* readBackupFile(file: string): AsyncGenerator<BackupPart> {
  const whole = createHash('sha256');
  let isEnded = false;
  let isBegun = false;
  for await (const lines of linesOf(file)) {
    if (isEnded) throw new BackupProblem('Something follows the end of this backup: the file was changed. Use another one.');
    let rows: string[] = [];
    for (const line of lines) {
      if (line.startsWith('[')) {
        rows.push(line);
        whole.update(`${line}\n`);
        continue;
      }
      if (rows.length > 0) yield { kind: 'rows', lines: rows };
      rows = [];
      const part = isBegun ? partOf(line) : headerOf(line);
      isBegun = true;
      if (part.kind === 'end') insistOnWhole(part, whole.copy().digest('hex'));
      isEnded = part.kind === 'end';
      whole.update(`${line}\n`);
      yield part;
    }
    if (rows.length > 0) yield { kind: 'rows', lines: rows };
  }
  if (!isBegun) throw notABackup();
  if (!isEnded) throw cutShort();
}

const notABackup = (): BackupProblem => new BackupProblem('This file is not a backup of Customer Care Registry. Use one that was written by: ccr backup');
const cutShort = (): BackupProblem => new BackupProblem('This backup is cut short: its end is missing. Copy it anew, or use another one.');
const changed = (): BackupProblem => new BackupProblem('This backup was changed after it was written: its checksum does not fit. Copy it anew, or use another one.');

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

function headerOf(line: string): BackupPart {
  const part = parsed(line);
  const header = part?.['header'] as BackupHeader | undefined;
  if (part?.['kind'] !== 'header' || header?.format !== FORMAT) throw notABackup();
  if (header.formatVersion > FORMAT_VERSION) throw new BackupProblem('This backup was written by a newer version. Restore it with that version.');
  return { kind: 'header', header };
}

function partOf(line: string): BackupPart {
  const part = parsed(line);
  if (part === null || !['table', 'sum', 'end'].includes(String(part['kind']))) throw changed();
  return part as unknown as BackupPart;
}

function insistOnWhole(end: BackupPart, sha256: string): void {
  if ((end as { sha256?: unknown }).sha256 !== sha256) throw changed();
}

const UNPACKING: Readonly<Record<string, () => BackupProblem>> = { Z_BUF_ERROR: cutShort, Z_DATA_ERROR: changed };

/** The lines of each piece as it is read. */
async function* linesOf(file: string): AsyncGenerator<string[]> {
  const bytes = createReadStream(file);
  const text = createGunzip();
  bytes.on('error', (error) => text.destroy(error)).pipe(text);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isAny = false;
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      isAny = true;
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    const problem = UNPACKING[(error as NodeJS.ErrnoException).code ?? ''];
    if (!problem) throw error;
    throw isAny ? problem() : notABackup();
  } finally {
    bytes.destroy();
  }
  if (rest) throw cutShort();
}
