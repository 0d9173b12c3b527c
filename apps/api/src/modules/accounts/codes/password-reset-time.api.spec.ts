import { Role } from '@ccr/domain';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { TwilioDouble } from '../../../testing/twilio-double';
import { User } from '../people/user.entity';

jest.unmock('@node-rs/argon2'); // it is about what a password costs

const REQUEST = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }';
const PAIRS = 30;
const TRIES = 5;

type Who = 'known' | 'unknown';

/** What a chart calls the middle half: from where to where. */
function middle(times: readonly number[]): { low: number; median: number; high: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

describe('how long the answer about a forgotten password takes', () => {
  let test: TestServer;
  let twilio: TwilioDouble;
  let people: string[];
  let clients = 0;

  /** As a client at an address of its own would: attempts are counted by address. */
  async function timeOf(query: string, input: object): Promise<number> {
    const remoteAddress = `10.2.${Math.floor(++clients / 250)}.${clients % 250}`;
    const started = performance.now();
    await test.server.app.inject({ method: 'POST', url: '/graphql', remoteAddress, payload: { query, variables: { input } } });
    return performance.now() - started;
  }

  /** Times of both in turn, first one then the other: what else the machine does falls on both alike. */
  async function times(query: string, rest: object): Promise<Record<Who, number[]>> {
    const taken: Record<Who, number[]> = { known: [], unknown: [] };
    for (let pair = -5; pair < PAIRS; pair++) {
      for (const who of pair % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const email = who === 'known' ? people[Math.abs(pair) % people.length] : `nobody${pair}@example.com`;
        const time = await timeOf(query, { email, ...rest });
        if (pair >= 0) taken[who].push(time); // the first ones warm up
      }
    }
    return taken;
  }

  /** Whether the medians differ by less than a quarter, or by less than times of the same sort differ from each other. */
  function alike(taken: Record<Who, number[]>): boolean {
    const [known, unknown] = [middle(taken.known), middle(taken.unknown)];
    const spread = Math.min(known.high - known.low, unknown.high - unknown.low);
    const difference = Math.abs(known.median - unknown.median);
    return difference < Math.max(spread, 0.25 * Math.min(known.median, unknown.median));
  }

  /** A difference that the code makes shows each time; one that a busy machine makes does not. */
  async function expectAlike(query: string, rest: object): Promise<void> {
    const seen: Record<Who, number[]>[] = [];
    while (seen.length < TRIES) {
      const taken = await times(query, rest);
      if (alike(taken)) return;
      seen.push(taken);
    }
    expect(seen).toEqual('times that are alike');
  }

  beforeAll(async () => {
    twilio = new TwilioDouble();
    await twilio.start();
    test = await startTestServer(twilio.settings());
    people = [];
    for (let person = 1; person <= 8; person++) people.push((await test.shop.customer()).email);
    const { database, clock } = test.server.platform;
    await database.unitOfWork(() => database.manager.update(User, { role: Role.CUSTOMER }, { mobile: '+447700900123', mobileVerifiedAt: clock.now() }));
  });
  afterAll(async () => {
    await test.stop();
    await twilio.stop();
  });

  it('does not tell whether the address that a code is asked for has an account', async () => {
    await expectAlike(REQUEST, {});
  });

  it('does not tell it when the code is wanted as a text message either', async () => {
    await expectAlike(REQUEST, { channel: 'SMS' });
  });

  it('does not tell whether the address that comes with a wrong code has one', async () => {
    await expectAlike(RESET, { code: '000000', newPassword: 'seven brown kettles sing' });
  });
});
