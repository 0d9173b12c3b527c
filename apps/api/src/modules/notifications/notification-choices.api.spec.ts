import { type Actor, eventually, type Person } from '@ccr/testkit';
import { confirmEmail, mailTo } from '../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';

const FIELDS = '{ kind mail inApp push sms }';
const CHOICES = `{ notificationChoices ${FIELDS} }`;
const SET = `mutation($input: SetNotificationChoiceInput!) { setNotificationChoice(input: $input) { choice ${FIELDS} } }`;
const CUSTOMERS = ['TICKET_RAISED', 'AGENT_ASSIGNED', 'REPLY_RECEIVED', 'STATUS_CHANGED', 'TICKET_CLOSED', 'FEEDBACK_ANSWERED'];

interface Choice {
  readonly kind: string;
  readonly mail: boolean;
  readonly inApp: boolean | null;
  readonly push: boolean | null;
  readonly sms: boolean | null;
}

const ROLES = {
  CUSTOMER: [
    // kind, mail, in the app, push, SMS: until somebody chooses
    ['TICKET_RAISED', true, null, null, null],
    ['AGENT_ASSIGNED', true, true, true, false],
    ['REPLY_RECEIVED', true, true, true, null],
    ['STATUS_CHANGED', true, true, null, false],
    ['TICKET_CLOSED', true, true, null, null],
    ['FEEDBACK_ANSWERED', true, true, null, null],
  ],
  AGENT: [
    ['TICKET_OFFERED', false, true, false, null],
    ['TICKET_ASSIGNED_TO_YOU', true, true, true, false],
    ['REPLY_RECEIVED', true, true, true, null],
    ['STATUS_CHANGED', true, true, null, false],
    ['TICKET_RATED', false, true, null, null],
    ['FEEDBACK_ANSWERED', true, true, null, null],
  ],
  ADMIN: [
    ['TICKET_OFFERED', false, true, false, null],
    ['TICKET_ASSIGNED_TO_YOU', true, true, true, false],
    ['REPLY_RECEIVED', true, true, true, null],
    ['STATUS_CHANGED', true, true, null, false],
    ['TICKET_RATED', false, true, null, null],
    ['WEBHOOK_PAUSED', true, true, null, null],
  ],
} as const;

describe('which news come over which channel', () => {
  let test: TestServer;
  let ann: Person;

  const set = (actor: Actor, kind: string, mail: boolean) => actor.do(SET, { input: { kind, mail } });
  const all = async (actor: Actor): Promise<Choice[]> => (await actor.do<{ notificationChoices: Choice[] }>(CHOICES)).notificationChoices;
  const choices = async (actor: Actor): Promise<Record<string, boolean>> => Object.fromEntries((await all(actor)).map(({ kind, mail }) => [kind, mail]));
  const subjects = async ({ email }: Person): Promise<string[]> => (await test.mailsTo(email)).map(({ subject }) => subject ?? '');

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it.each(Object.entries(ROLES))('%s: those of their role, as they come to everybody', async (role, expected) => {
    const actor = role === 'CUSTOMER' ? ann : role === 'AGENT' ? await test.shop.agent() : await test.shop.firstAdmin();
    expect((await all(actor)).map(({ kind, mail, inApp, push, sms }) => [kind, mail, inApp, push, sms])).toEqual(expected);
  });

  it('those that are wanted, for themselves alone, until they want it otherwise', async () => {
    const ben = await test.shop.customer();
    const choice = { kind: 'STATUS_CHANGED', mail: false, inApp: true, push: null, sms: false };
    expect(await set(ann, 'STATUS_CHANGED', false)).toEqual({ setNotificationChoice: { choice } });
    expect(await choices(ann)).toMatchObject({ STATUS_CHANGED: false, TICKET_CLOSED: true });
    expect(await choices(ben)).toMatchObject({ STATUS_CHANGED: true });
    await set(ann, 'STATUS_CHANGED', true);
    expect(await choices(ann)).toMatchObject({ STATUS_CHANGED: true });
  });

  it('what is left out stays as it is', async () => {
    await ann.do(SET, { input: { kind: 'AGENT_ASSIGNED', sms: true } });
    await ann.do(SET, { input: { kind: 'AGENT_ASSIGNED', push: false, mail: null } });
    await ann.do(SET, { input: { kind: 'AGENT_ASSIGNED', inApp: false } });
    const choice = (await all(ann)).find(({ kind }) => kind === 'AGENT_ASSIGNED');
    expect(choice).toEqual({ kind: 'AGENT_ASSIGNED', mail: true, inApp: false, push: false, sms: true });
  });

  it.each(Object.keys(ROLES) as (keyof typeof ROLES)[])('%s: over no channel that is not offered', async (role) => {
    const actor = role === 'CUSTOMER' ? ann : role === 'AGENT' ? await test.shop.agent() : await test.shop.firstAdmin();
    for (const [kind, ...offered] of ROLES[role]) {
      for (const [index, name] of (['mail', 'inApp', 'push', 'sms'] as const).entries()) {
        if (offered[index] !== null) continue;
        const { extensions } = await actor.fail(SET, { input: { kind, mail: true, [name]: true } });
        expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: `input.${name}` }] });
      }
    }
  });

  it('something has to be chosen', async () => {
    for (const input of [{ kind: 'TICKET_CLOSED' }, { kind: 'TICKET_CLOSED', mail: null }]) {
      expect((await ann.fail(SET, { input })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input' }] });
    }
  });

  it('are chosen at once by two windows without harm', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => set(ann, 'TICKET_CLOSED', i % 2 === 0)));
    expect(Object.keys(await choices(ann))).toEqual(CUSTOMERS);
  });

  it('no others: what is not wanted is not mailed, to customers and staff', async () => {
    await confirmEmail(test, ann);
    const [agent, admin] = [await test.shop.agent(), await test.shop.firstAdmin()];
    for (const kind of ['TICKET_RAISED', 'AGENT_ASSIGNED', 'STATUS_CHANGED']) await set(ann, kind, false);
    await set(agent, 'TICKET_ASSIGNED_TO_YOU', false);
    const { id, reference } = await test.shop.ticket(ann);
    await does(admin, 'assign', id, agent.id);
    await does(agent, 'markPending', id);
    await does(agent, 'resolve', id);
    await does(agent, 'close', id);
    const closed = await mailTo(test, ann.email, new RegExp(reference));
    expect(closed.text).toMatch(/ticket is closed/);
    await eventually('the welcome', async () => (await subjects(ann)).some((subject) => subject.startsWith('Welcome')));
    expect((await subjects(ann)).filter((subject) => subject.includes(reference))).toHaveLength(1);
    expect((await subjects(agent)).filter((subject) => subject.includes(reference))).toEqual([]);
  });

  it('never leave out what concerns the account', async () => {
    await confirmEmail(test, ann);
    for (const kind of CUSTOMERS) await set(ann, kind, false);
    await ann.do('mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { id } } }', {
      input: { currentPassword: 'correct horse battery', newPassword: 'seven brown kettles sing' },
    });
    await mailTo(test, ann.email, 'Your password was changed');
  });

  it('are no one’s whom they do not concern', async () => {
    for (const [person, kind] of [[ann, 'TICKET_ASSIGNED_TO_YOU'], [await test.shop.agent(), 'TICKET_RAISED']] as const) {
      const { extensions } = await person.fail(SET, { input: { kind, mail: false } });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.kind' }] });
    }
  });

  it('are for people themselves: no visitor and no program', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    for (const [actor, code] of [[test.shop.visitor(), 'UNAUTHENTICATED'], [program, 'FORBIDDEN']] as const) {
      expect((await actor.fail(CHOICES)).extensions.code).toBe(code);
      expect((await actor.fail(SET, { input: { kind: 'TICKET_CLOSED', mail: false } })).extensions.code).toBe(code);
    }
  });
});
