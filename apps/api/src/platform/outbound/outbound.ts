import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { LIMITS } from '@ccr/domain';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable, retryAfterSeconds } from '../delivery';
import { badInput } from '../errors';
import { type Address, type LookUp, parseTarget, Targets } from './targets';

/** Longer than any well-kept target takes; a carrier has ten seconds. */
const MAX_TIMEOUT_MS = 9_000;

export interface GuardedPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** For all of it: looking the name up, connecting, sending, the answer. Nine seconds at most. */
  readonly timeoutMs?: number;
}

/** What a target answered. */
export interface Answer {
  readonly status: number;
  /** Its first characters, up to `LIMITS.webhook.answer`. */
  readonly body: string;
  readonly durationMs: number;
  /** How long the target asks to be left alone, when it says so: a day at most. */
  readonly retryAfterSeconds?: number;
}

/**
 * Speaks to addresses that others chose, without being led into the network that this server stands in: a name is looked
 * up once, each of its addresses is judged, and only those are connected to. Redirects are not followed, and no proxy is
 * asked.
 */
export class Outbound {
  private readonly targets: Targets;

  /** `privateTargets` as the setting PRIVATE_TARGETS has them. */
  constructor(privateTargets: readonly string[], lookUp?: LookUp) {
    this.targets = new Targets(privateTargets, lookUp);
  }

  /** @throws UserError BAD_USER_INPUT at `path`, in a sentence for the person who gave the address, unless it may be called. */
  async insistOnCallable(text: string, path: string): Promise<void> {
    try {
      const signal = AbortSignal.timeout(MAX_TIMEOUT_MS);
      await within(signal, this.targets.addressesOf(parseTarget(text), signal));
    } catch (error) {
      throw badInput(path, error instanceof DeliveryRefused ? error.message : 'Nothing is known under the name in this address. Check how it is spelled.');
    }
  }

  /**
   * Resolves to the target's answer, whatever its status, unless that is a redirect. Throws `DeliveryRefused` when the
   * target must not be called or redirects, `DeliveryUnavailable` when it could not be reached, `DeliveryUnanswered`
   * when it fell silent with the request in its hands. No message names the target.
   */
  async guardedPost(text: string, { headers, body, timeoutMs = MAX_TIMEOUT_MS }: GuardedPost): Promise<Answer> {
    const started = performance.now();
    const signal = AbortSignal.timeout(Math.min(timeoutMs, MAX_TIMEOUT_MS));
    const url = parseTarget(text);
    const addresses = await within(signal, this.targets.addressesOf(url, signal)).catch((error: unknown) => {
      if (error instanceof DeliveryRefused) throw error;
      throw new DeliveryUnavailable(`The target's name could not be looked up (${codeOf(error)}).`);
    });
    const response = await this.send(url, addresses, { headers, body }, signal);
    const status = response.statusCode ?? 0;
    const retryAfter = retryAfterSeconds(response.headers['retry-after']);
    const answer = await startOf(response);
    if (status >= 300 && status < 400) throw new DeliveryRefused(`The target answered ${status}: redirects are not followed.`);
    return {
      status,
      body: answer,
      durationMs: Math.round(performance.now() - started),
      ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }),
    };
  }

  private send(url: URL, addresses: readonly Address[], { headers, body }: GuardedPost, signal: AbortSignal): Promise<IncomingMessage> {
    const secure = url.protocol === 'https:';
    // The agent judges once more what is really connected to; the operator's exceptions are those that were found.
    const allowIPAddressList = addresses.map(({ address }) => address).filter((address) => this.targets.isAllowed(address));
    const agent: Agent = new (secure ? RequestFilteringHttpsAgent : RequestFilteringHttpAgent)({ allowIPAddressList });
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent,
      signal,
      lookup: already(addresses),
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
    });
    return new Promise((resolve, reject) => {
      let connected = false;
      request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true)));
      request.once('response', resolve);
      // Instead of an answer it wants to speak something else.
      request.once('upgrade', ({ statusCode }, socket) => {
        socket.destroy();
        reject(new DeliveryRefused(`The target answered ${statusCode}, which is no answer.`));
      });
      request.on('error', (error) => {
        const silent = connected && request.writableFinished;
        reject(silent ? new DeliveryUnanswered(`The target gave no answer (${codeOf(error)}).`) : new DeliveryUnavailable(`The target could not be reached (${codeOf(error)}).`));
      });
      // However it ended: whoever waits does not wait for ever.
      request.once('close', () => reject(new DeliveryUnanswered('The target gave no answer.')));
      request.end(body);
    });
  }
}

/** Whatever is asked for has been looked up already: what was judged is what is connected to. */
const already =
  (addresses: readonly Address[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all || !first) callback(null, addresses.map((address) => ({ ...address })));
    else callback(null, first.address, first.family);
  };

/** The first characters of an answer. Its status is known: what comes after them, late or not at all, is not waited for. */
async function startOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= LIMITS.webhook.answer * 4) break; // as many bytes as a character can have
    }
  } catch {
    // cut off or too slow
  }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8').slice(0, LIMITS.webhook.answer);
}

async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop: () => void = () => undefined;
  const timedOut = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A word on what went wrong that holds no address. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: string };
  if (code === 'ABORT_ERR' || name === 'TimeoutError') return 'no answer in time';
  return typeof code === 'string' ? code : 'no code';
}
