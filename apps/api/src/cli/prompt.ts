import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { type CommandContext, CommandFailure } from './command';

type Terminal = Pick<CommandContext, 'stdin' | 'stderr'>;

/** Whether somebody is there to be asked. */
export const canAsk = ({ stdin }: Terminal): boolean => stdin.isTTY === true;

async function readLine({ stdin, stderr }: Terminal, question: string, shown: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (!shown) stderr.write(question);
  const lines = createInterface({ input: stdin, output: shown ? stderr : nowhere, terminal: true }); // not stdout: it may go into a file
  lines.once('SIGINT', () => lines.close());
  const ended = new Promise<never>((_resolve, reject) => lines.once('close', () => reject(new CommandFailure('Nothing was done.'))));
  try {
    return await Promise.race([lines.question(shown ? question : ''), ended]);
  } finally {
    lines.close();
    if (!shown) stderr.write('\n');
  }
}

/** Asks the person at the terminal. @throws CommandFailure when they leave instead. */
export const ask = (terminal: Terminal, question: string): Promise<string> => readLine(terminal, question, true);

/** The same, without showing what is typed. */
export const askSecretly = (terminal: Terminal, question: string): Promise<string> => readLine(terminal, question, false);

/** What a program pipes in, without the line break at its end. */
export const pipedIn = async ({ stdin }: Terminal): Promise<string> => (await text(stdin)).replace(/\r?\n$/, '');
