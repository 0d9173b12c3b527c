import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '@ccr/testkit';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './seed/demo-people';
import { startTestServer, type TestServer } from './testing/test-server';

const WORKSPACE = resolve(__dirname, '../../..');

/** The fenced blocks of a language in the quick start, as they stand there, but for the address of the server. */
async function quickStart(language: string, origin: string): Promise<string[]> {
  const guide = await readFile(join(WORKSPACE, 'docs/api.md'), 'utf8');
  const [section = ''] = /^## Quick start$.*?(?=^## )/ms.exec(guide) ?? [];
  const blocks = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))];
  return blocks.map(([, text = '']) => text.replaceAll('http://localhost:4000', origin).replaceAll('ws://localhost:4000', origin.replace('http', 'ws')));
}

/** A shell that runs a script with curl and node. What it left running ends with `stop`. */
class Shell {
  output = '';
  errors = '';
  private readonly pid: number | undefined;

  constructor(script: string, folder: string) {
    const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], { cwd: folder, detached: true });
    shell.stdout.on('data', (chunk) => (this.output += String(chunk)));
    shell.stderr.on('data', (chunk) => (this.errors += String(chunk)));
    shell.on('error', (error) => (this.errors += `The quick start is run with bash, curl and node: ${error.message}`));
    this.pid = shell.pid;
  }

  stop(): void {
    try {
      if (this.pid !== undefined) process.kill(-this.pid, 'SIGKILL'); // the shell and its children
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // they have ended
    }
  }
}

describe('the quick start of docs/api.md', () => {
  let test: TestServer;
  let folder: string;

  beforeAll(async () => {
    test = await startTestServer();
    const { name, email } = DEMO_PEOPLE.ann;
    const input = { name, email, password: DEMO_PASSWORD };
    await test.shop.visitor().do('mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }', { input });
    folder = await mkdtemp(join(tmpdir(), 'ccr-guide-'));
    await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await test.stop();
  });

  it('has a script of at most 20 lines', async () => {
    const [script = '', ...others] = await quickStart('js', test.origin);
    expect(others).toEqual([]);
    expect(script.split('\n').filter((line) => line.trim()).length).toBeLessThanOrEqual(20);
  });

  it('does what it says: a token, a query, a mutation, a subscription', async () => {
    const [script = ''] = await quickStart('js', test.origin);
    await writeFile(join(folder, 'follow.mjs'), script);
    const commands = await quickStart('sh', test.origin);
    expect(commands).toHaveLength(4);
    const shell = new Shell(commands.join('\n'), folder);
    try {
      await eventually('the last line', () => {
        if (shell.errors) throw new Error(shell.errors);
        return shell.output.includes('"MessageSent"') && shell.output.includes('sendMessage');
      }, 20_000);
    } finally {
      shell.stop();
    }
    const printed = shell.output.trim().split('\n').map((line) => JSON.parse(line));
    expect(printed).toHaveLength(5);
    expect(printed.slice(0, 3)).toEqual([
      { data: { signIn: { viewer: { name: 'Ann Rao' } } } },
      { data: { viewer: { name: 'Ann Rao' }, tickets: { nodes: [] }, rateLimit: expect.objectContaining({ limit: 100_000 }) } },
      { __typename: 'TicketRaised', seq: 1 },
    ]);
    expect(printed.slice(3)).toEqual(expect.arrayContaining([ // whichever comes first
      { data: { sendMessage: { message: { seq: 2 } } } },
      { __typename: 'MessageSent', seq: 2, message: { body: 'I have kept it closed.', author: { name: 'Ann Rao' } } },
    ]));
  });
});
