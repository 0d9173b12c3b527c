import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { RecoveryCode } from './recovery-code.entity';
import { SecondFactor } from './second-factor.entity';

const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }';
const CONFIRM = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { viewer { id } } }';
const RESET = 'mutation($input: ResetSecondFactorInput!) { resetSecondFactor(input: $input) { user { id secondFactorEnabled } } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';

describe('the second factor of someone who has lost it', () => {
  let test: TestServer;
  let admin: Person;
  let gita: Person;

  const setUp = async (person: Person): Promise<void> => {
    const { startSecondFactor } = await person.do<{ startSecondFactor: { secret: string } }>(START, { input: { password: PASSWORD } });
    const code = generateSync({ secret: startSecondFactor.secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
    await person.do(CONFIRM, { input: { code } });
  };
  const reset = (actor: Actor, userId: string, password = PASSWORD) => actor.send(RESET, { input: { userId, password } });
  const refusal = async (actor: Actor, userId: string, password = PASSWORD) => (await actor.fail(RESET, { input: { userId, password } })).extensions;
  const has = (person: Person): Promise<boolean> => test.server.platform.database.repository(SecondFactor).existsBy({ userId: person.id });

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    gita = await test.shop.agent('Gita');
    await setUp(gita);
  });

  it('is taken away by an admin: they are signed out, are told, and come in with their password', async () => {
    const program = await test.shop.program(gita, ['TICKETS_READ']);
    const feeds = [gita, program].map((actor) => actor.subscribe('subscription { ticketChanged { id } }'));
    for (const actor of [gita, program]) await actor.overSocket(VIEWER);
    expect((await reset(admin, gita.id)).data).toEqual({ resetSecondFactor: { user: { id: gita.id, secondFactorEnabled: false } } });
    await eventually('the end of the sockets', () => feeds.every(({ closed }) => closed !== null), 1_000);
    expect(await gita.do(VIEWER)).toEqual({ viewer: null });
    expect([await has(gita), await test.server.platform.database.repository(RecoveryCode).countBy({ userId: gita.id })]).toEqual([false, 0]);
    await test.shop.signIn(gita.email);
    const audit = test.server.platform.database.repository(SecurityEvent);
    expect(await audit.findBy({ userId: gita.id, type: SecurityEventType.SECOND_FACTOR_DISABLED })).toMatchObject([{ actorId: admin.id }]);
    const mail = await eventually('the mail', async () => (await test.mailsTo(gita.email)).find(({ subject }) => subject === 'Your second factor is off'));
    expect(mail.text).toContain('An admin of the shop has switched it off');
  });

  it('of a customer too', async () => {
    const ann = await test.shop.customer();
    await setUp(ann);
    expect((await reset(admin, ann.id)).errors).toBeUndefined();
    expect(await has(ann)).toBe(false);
  });

  it('stays without the password of the admin, which is in the audit', async () => {
    expect(await refusal(admin, gita.id, 'wrong horse battery')).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
    expect(await has(gita)).toBe(true);
  });

  it('stays for everybody else, and for the programs of admins', async () => {
    const others: Actor[] = [gita, await test.shop.customer(), await test.shop.program(admin, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE'])];
    for (const actor of others) expect((await refusal(actor, gita.id)).code).toBe('FORBIDDEN');
    expect((await refusal(test.shop.visitor(), gita.id)).code).toBe('UNAUTHENTICATED');
    expect(await has(gita)).toBe(true);
  });

  it('is not one’s own: that takes a code', async () => {
    expect(await refusal(admin, admin.id)).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.userId' }] });
  });

  it('must be there', async () => {
    for (const id of ['', randomUUID(), gita.id.toUpperCase()]) expect((await refusal(admin, id)).code).toBe('NOT_FOUND');
    expect((await refusal(admin, (await test.shop.customer()).id)).code).toBe('CONFLICT');
  });

  it('stays when the admin is none any more by then', async () => {
    const second = await test.shop.agent('Second', 'ADMIN');
    second.subscribe('subscription { ticketChanged { id } }'); // an open socket knows already who it acts for
    await second.overSocket(VIEWER);
    const { database } = test.server.platform;
    await database.unitOfWork(() => database.repository(User).update({ id: second.id }, { deactivatedAt: new Date() }));
    const { errors } = await second.overSocket(RESET, { input: { userId: gita.id, password: PASSWORD } });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await has(gita)).toBe(true);
    await second.cut();
  });
});
