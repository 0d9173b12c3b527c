import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { EventRow } from '../../../platform/events';
import { AccountEvent } from '../account.events';

const UPDATE = /* GraphQL */ `
  mutation ($input: UpdateProfileInput!) {
    updateProfile(input: $input) { viewer { name mobile language timeZone } }
  }
`;
const ALL = { name: 'Ann Rao-Weber', mobile: '+4915112345678', language: 'en-IN', timeZone: 'Asia/Kolkata' };

describe('the profile', () => {
  let test: TestServer;
  let ann: Person;

  const update = async (actor: Actor, input: object): Promise<object> =>
    (await actor.do<{ updateProfile: { viewer: object } }>(UPDATE, { input })).updateProfile.viewer;
  const changes = (): Promise<number> =>
    test.server.platform.database.repository(EventRow).countBy({ streamId: ann.id, type: AccountEvent.profileChanged });

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('is changed by its owner, whatever their role, and stays so', async () => {
    for (const person of [ann, await test.shop.agent(), await test.shop.firstAdmin()]) {
      expect(await update(person, { ...ALL, name: `  ${ALL.name} `, mobile: '+49 (0)151 123-456-78' })).toEqual(ALL);
      expect(await person.do('{ viewer { name mobile language timeZone } }')).toEqual({ viewer: ALL });
    }
  });

  it('keeps what is left out, and loses what is null, but for the name', async () => {
    await update(ann, ALL);
    expect(await update(ann, { timeZone: 'Europe/Berlin' })).toEqual({ ...ALL, timeZone: 'Europe/Berlin' });
    const nothing = { mobile: null, language: null, timeZone: null };
    expect(await update(ann, { name: null, ...nothing })).toEqual({ name: ALL.name, ...nothing });
  });

  it('is an event when it changes, and none when it does not', async () => {
    await update(ann, ALL);
    await update(ann, ALL);
    await update(ann, {});
    expect(await changes()).toBe(1);
  });

  it('loses nothing when it is changed twice at once', async () => {
    const other = await test.shop.signIn(ann.email);
    await Promise.all([update(ann, { name: 'Ann Weber' }), update(other, { mobile: '+447700900123' })]);
    expect(await ann.do('{ viewer { name mobile } }')).toEqual({ viewer: { name: 'Ann Weber', mobile: '+447700900123' } });
    expect(await changes()).toBe(2);
  });

  it.each([
    ['a blank name', { name: '  ' }, 'input.name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'input.name'],
    ['a name in two lines', { name: 'Ann\nRao' }, 'input.name'],
    ['a number without a country code', { mobile: '0151 12345678' }, 'input.mobile'],
    ['an empty number', { mobile: '' }, 'input.mobile'],
    ['a language that is not offered', { language: 'tlh' }, 'input.language'],
    ['a zone that is none', { timeZone: 'Europe/Atlantis' }, 'input.timeZone'],
    ['an offset, which is no zone', { timeZone: '+01:00' }, 'input.timeZone'],
    ['an endless zone', { timeZone: `Europe/${'a/'.repeat(50_000)}` }, 'input.timeZone'],
  ])('refuses %s and changes nothing', async (_, wrong, path) => {
    const { extensions } = await ann.fail(UPDATE, { input: { ...ALL, ...wrong } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path, message: expect.any(String) }] });
    expect(await changes()).toBe(0);
  });

  it.each(['UTC', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('takes the zone %s', async (timeZone) => {
    expect(await update(ann, { timeZone })).toMatchObject({ timeZone });
  });

  it('is closed to visitors and to programs', async () => {
    expect((await test.shop.visitor().fail(UPDATE, { input: ALL })).extensions.code).toBe('UNAUTHENTICATED');
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    expect((await program.fail(UPDATE, { input: ALL })).extensions.code).toBe('FORBIDDEN');
  });
});
