import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from '@playwright/test';

/** Where this worker's shop sends its text messages, while a story listens. */
export interface Texts {
  /** Waits for the one message to that number that holds the words. Resolves to its text. */
  to(number: string, words: string): Promise<string>;
  /** What came so far is not looked at any more. */
  forget(): void;
  stop(): void;
}

/** A number that no other story has. */
export const newMobile = (): string => `+447${String(Date.now()).slice(-9)}`;

/** Stands in for Twilio: takes every message, and keeps it. */
export async function listenForTexts(): Promise<Texts> {
  const taken: { to: string | null; body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((sent) => {
      const form = new URLSearchParams(sent);
      taken.push({ to: form.get('To'), body: form.get('Body') ?? '' });
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: `SM${'1'.repeat(32)}`, status: 'queued' }));
    });
  });
  const port = Number(process.env['E2E_TEXTS_PORT']);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const found = (number: string, words: string): string[] =>
    taken.filter(({ to, body }) => to === number && body.includes(words)).map(({ body }) => body);
  return {
    to: async (number, words) => {
      await expect.poll(() => found(number, words).length, { message: `text messages “${words}” to ${number}` }).toBe(1);
      return found(number, words)[0] ?? '';
    },
    forget: () => void taken.splice(0),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
