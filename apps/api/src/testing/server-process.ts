import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '@ccr/testkit';

const workspace = resolve(__dirname, '../../../..');

/** Bundles the API into a folder of its own, inside the workspace so that it finds its packages. */
export function buildApi(): { readonly main: string; remove(): void } {
  const folder = join(workspace, 'dist', `spec-${process.pid}`);
  const rolldown = join(workspace, 'node_modules/.bin/rolldown');
  execFileSync(rolldown, ['-c', 'apps/api/rolldown.config.mjs', '-d', folder], { cwd: workspace, stdio: 'pipe' });
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Bundles one program of the specs the same way. */
export function buildProgram(source: string): { readonly main: string; remove(): void } {
  const folder = join(workspace, 'dist', `spec-${process.pid}-program`);
  const config = join(workspace, 'apps/api/rolldown.config.mjs');
  const script = `import { build } from 'rolldown'; import config from ${JSON.stringify(config)};
    await build({ ...config, input: { main: ${JSON.stringify(source)} }, output: { ...config.output, dir: ${JSON.stringify(folder)} } });`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: workspace, stdio: 'pipe' });
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The server as people run it: a process of its own that can be killed. */
export class ServerProcess {
  output = '';
  private readonly child: ChildProcess;
  /** Resolves to the exit code, or to null when it was killed. */
  readonly gone: Promise<number | null>;

  constructor(main: string, settings: Record<string, string>, args: readonly string[] = []) {
    const env = { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...settings };
    this.child = spawn(process.execPath, ['--enable-source-maps', main, ...args], { cwd: workspace, env });
    this.child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    this.child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
    this.gone = new Promise((done) => this.child.once('exit', (code) => done(code)));
  }

  /** Resolves to the address once it answers. */
  async origin(): Promise<string> {
    const address = /http:\/\/localhost:(\d+)/;
    let isGone = false;
    void this.gone.then(() => (isGone = true));
    await eventually('the start', () => isGone || address.test(this.output), 60_000);
    const [, port] = address.exec(this.output) ?? [];
    if (port === undefined) throw new Error(`The server did not start; so far: ${this.output}`);
    return `http://127.0.0.1:${port}`;
  }

  /** Ends it as a power cut would, in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  /** Asks it to stop, as Ctrl-C does. Resolves to its exit code. */
  async stop(signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.gone;
  }
}
