import type { AddressInfo } from 'node:net';
import type { Server } from '../server';
import type { NewSecrets } from './prepare-shop';

/** What the terminal shows after the start: what to open, how to sign in, where mail goes. */
export function welcomeText(server: Server, { admin, demo }: NewSecrets): string {
  const { config } = server.platform;
  const { port } = server.app.server.address() as AddressInfo;
  const local = `http://localhost:${port}`;
  const lines = [`${config.shopName} is running.`, '', `  Open      ${config.publicUrl === `http://localhost:${config.port}` ? local : config.publicUrl}`];
  if (admin) lines.push(`  Sign in   ${admin.email}  ${admin.password}   (shown only this once)`);
  for (const { role, email, password } of demo ?? []) lines.push(`  ${role.padEnd(9)} ${email}  ${password}`);
  lines.push(`  Mail      goes to ${server.mailDestination}${server.hasMailbox ? `; read it at ${local}/mailbox` : ''}`);
  return [...lines, '', 'Ctrl-C stops it.', ''].join('\n');
}
