#!/usr/bin/env node
import 'reflect-metadata';
import { systemClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { createLogger } from '../platform/logging';
import { COMMANDS } from './commands';
import { runCli } from './run-cli';

const { stdin, stdout, stderr } = process;
const log = createLogger('warn', stderr);

void runCli(COMMANDS, process.argv.slice(2), { stdin, stdout, stderr, log, clock: systemClock, config: readConfig }).then((code) => {
  process.exitCode = code;
  // What was written may still be on its way into a pipe; what a failed command left open must not keep it alive.
  stdout.write('', () => stderr.write('', () => process.exit()));
});
