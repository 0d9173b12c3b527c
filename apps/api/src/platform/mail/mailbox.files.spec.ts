import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepMail, listMails, readMail } from './mailbox.files';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'ccr-files-'))));
afterEach(() => rm(folder, { recursive: true }));

it('reads back what it kept, byte by byte', async () => {
  const content = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  await keepMail(folder, 'a-b_C9', content);
  expect(await readMail(folder, 'a-b_C9')).toEqual(Buffer.from(content));
  expect(await listMails(folder)).toEqual([{ id: 'a-b_C9', keptAt: expect.objectContaining({}) }]);
});

it('leaves nothing behind when the writing fails', async () => {
  await expect(keepMail(folder, 'broken', 5 as never)).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

it('finds nothing where nothing is', async () => {
  expect(await listMails(join(folder, 'missing'))).toEqual([]);
  expect(await readMail(folder, 'missing')).toBeNull();
  expect(await readMail(folder, '../missing')).toBeNull();
});

it('does not take a broken folder for an empty one', async () => {
  await keepMail(folder, 'file', new Uint8Array());
  await expect(listMails(join(folder, 'file.eml'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
