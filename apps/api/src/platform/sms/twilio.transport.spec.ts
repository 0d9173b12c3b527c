import { answering, TWILIO_ACCOUNT, TWILIO_SID, TwilioDouble } from '../../testing/twilio-double';
import { DeliveryUnavailable } from '../delivery';
import { TwilioTransport } from '.';

const { sid: ACCOUNT, token: TOKEN, from: FROM } = TWILIO_ACCOUNT;
const MESSAGE = { to: '+447700900123', text: 'Gita has your ticket: “K7Q2-M9XD” & more' };

let double: TwilioDouble;
beforeEach(async () => {
  double = new TwilioDouble();
  await double.start();
});
afterEach(() => double.stop());

const transport = (options: { from?: string; accountSid?: string; baseUrl?: string; timeoutMs?: number } = {}) =>
  new TwilioTransport({ accountSid: ACCOUNT, authToken: TOKEN, from: FROM, baseUrl: double.url(), ...options });

/** What sending the message throws; fails when it doesn't. */
const failure = (sender = transport()): Promise<Error> =>
  sender.send(MESSAGE).then(
    () => Promise.reject(new Error('The message was taken.')),
    (error: Error) => error,
  );

/** The same in words, with what it means for another try. */
const kindOf = async (sender?: TwilioTransport): Promise<string> => {
  const { name, message } = await failure(sender);
  return `${name}: ${message}`;
};

describe('the request', () => {
  it('is what Twilio documents for POST Messages.json', async () => {
    await expect(transport().send(MESSAGE)).resolves.toBe(TWILIO_SID);
    const [request, ...more] = double.requests;
    expect(more).toEqual([]);
    expect(request?.line).toBe(`POST /2010-04-01/Accounts/${ACCOUNT}/Messages.json`);
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(request?.form).toEqual({ To: MESSAGE.to, From: FROM, Body: MESSAGE.text });
  });

  it('names a messaging service instead of a number', async () => {
    const service = `MG${'2'.repeat(32)}`;
    await transport({ from: service }).send(MESSAGE);
    expect(double.requests[0]?.form).toEqual({ To: MESSAGE.to, MessagingServiceSid: service, Body: MESSAGE.text });
  });

  it('is never longer than Twilio takes', async () => {
    await transport().send({ ...MESSAGE, text: 'x'.repeat(2_000) });
    expect(double.requests[0]?.form['Body']).toHaveLength(1_600);
  });

  it('goes with the account and to the address of its own transport', async () => {
    const [first, other] = [transport(), transport({ accountSid: `AC${'9'.repeat(32)}` })];
    await Promise.all([first.send(MESSAGE), other.send(MESSAGE), first.send(MESSAGE)]);
    expect(double.requests.filter(({ line }) => line.includes(ACCOUNT))).toHaveLength(2);
  });

  it('goes where the settings say, whatever the environment says to the client, and is not logged', async () => {
    const logged = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const before = { ...process.env };
    Object.assign(process.env, { TWILIO_LOG_LEVEL: 'debug', TWILIO_EDGE: 'sydney', TWILIO_REGION: 'au1' });
    const baseUrl = double.url().replace('127.0.0.1', 'localhost');
    try {
      await transport({ baseUrl }).send(MESSAGE);
      expect(double.requests[0]?.headers.host).toBe(new URL(baseUrl).host);
      expect(logged).not.toHaveBeenCalled();
    } finally {
      process.env = before;
      logged.mockRestore();
    }
  });
});

describe('an answer', () => {
  it.each([400, 401, 403, 404])('of %i is final, and says only what Twilio calls it', async (status) => {
    double.answer = answering(status, { code: 21211, message: `The 'To' number ${MESSAGE.to} is not valid.`, more_info: 'https://example.com', status });
    expect(await kindOf()).toBe(`DeliveryRefused: Twilio refused the message (${status}, error 21211).`);
  });

  it.each([408, 429, 500, 503])('of %i is worth another try, and the client does not do it by itself', async (status) => {
    double.answer = answering(status, { code: 20429, message: 'Too many requests', status });
    const error = await failure();
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(error.message).toBe(`Twilio answered ${status}.`);
    expect(double.requests).toHaveLength(1);
  });

  it('of 302 is not followed', async () => {
    double.answer = answering(302, '', { location: `${double.url()}elsewhere` });
    expect(await failure()).toBeInstanceOf(DeliveryUnavailable);
    expect(double.requests).toHaveLength(1);
  });

  it.each([
    [201, '<html>Welcome to the hotel</html>'],
    [200, {}],
    [502, '<html>Bad gateway</html>'],
  ])('of %i that is not Twilio speaking is worth another try', async (status, body) => {
    double.answer = answering(status, body);
    expect(await failure()).toBeInstanceOf(DeliveryUnavailable);
  });
});

describe('no answer', () => {
  it('within the time leaves open whether it was sent', async () => {
    double.answer = () => undefined;
    expect(await kindOf(transport({ timeoutMs: 200 }))).toBe('DeliveryUnanswered: Twilio gave no usable answer (ECONNABORTED).');
  });

  it('because the connection was cut, too', async () => {
    double.answer = (response) => void response.socket?.resetAndDestroy();
    expect(await kindOf()).toBe('DeliveryUnanswered: Twilio gave no usable answer (ECONNRESET).');
  });

  it('because nobody listens means that it was not', async () => {
    const sender = transport();
    await double.stop();
    expect(await kindOf(sender)).toBe('DeliveryUnavailable: Twilio gave no usable answer (ECONNREFUSED).');
  });
});

it.each([
  ['a refusal', () => (double.answer = answering(400, { code: 21211, message: `${MESSAGE.to} is not valid`, status: 400 }))],
  ['a cut connection', () => (double.answer = (response) => void response.socket?.resetAndDestroy())],
])('the error of %s holds neither the token nor the number nor the text', async (_name, arrange) => {
  arrange();
  const error = await failure();
  const everything = JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause });
  for (const secret of [TOKEN, MESSAGE.to, MESSAGE.text]) expect(everything).not.toContain(secret);
});
