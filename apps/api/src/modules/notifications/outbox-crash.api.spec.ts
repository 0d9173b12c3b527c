import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { eventually } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import type { MailEvent } from '../../platform/mail';
import { HandClock } from '../../testing/hand-clock';
import { type Mood, SendGridDouble } from '../../testing/sendgrid-double';
import type { SendGridMail } from '../../testing/sendgrid-rules';
import { buildProgram } from '../../testing/server-process';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { waitingMails } from './outbox.rows';
import { MailNews } from './deliveries/mail-news';
import { Notification, NotificationState } from './notification.entity';

/** The database server gets fewer, with the same faults among them: the specs have only so much time. */
const COUNT = process.env['TEST_DATABASE_URL'] ? 3_000 : 10_000;
/** So much at a time, so that many are due at once. */
const STEP_MS = 5_000;
const { WAITING, UNKNOWN, SENT, FAILED } = NotificationState;

const idOf = ({ custom_args }: SendGridMail): string => custom_args['notification_id'] ?? 'none';

/** The same for the same notification and try, whatever the order. One in 50 is refused for good, at its first try. */
function moodOf(id: string, asked: number): Mood {
  const roll = createHash('sha256').update(`${id}.${asked}`).digest().readUInt16BE() % 1_000;
  if (roll < 60) return { status: 429, headers: { 'retry-after': '3' } };
  if (roll < 120) return { status: 500 };
  if (roll < 130) return 'hang';
  if (roll < 170) return 'takeAndCut';
  return roll < 190 && asked === 1 ? { status: 400, message: 'no' } : 'take';
}

describe(`${COUNT} mails, a provider that fails in every way, and kill -9 in the middle`, () => {
  jest.setTimeout(600_000);
  const built = buildProgram('apps/api/src/modules/notifications/outbox.process.ts');
  const clock = new HandClock();
  const sendGrid = new SendGridDouble();
  const children: ChildProcess[] = [];
  /** How often each was asked for, and those that were refused in so many words. */
  const asked = new Map<string, number>();
  const refused = new Set<string>();
  let platform: TestPlatform;

  const start = (): void => {
    const { database } = platform;
    const options = database.source.options as { database?: string; url?: string };
    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: database.isEmbedded ? String(options.database) : String(options.url),
      SENDGRID_API_KEY: 'SG.key',
      SENDGRID_BASE_URL: sendGrid.url,
    };
    const child = spawn(process.execPath, [built.main, clock.now().toISOString()], { env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
  };
  const kill = async (): Promise<void> => {
    await Promise.all(
      children.splice(0).map(async (child) => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
  };
  const rows = (): ReturnType<TestPlatform['database']['repository']> => platform.database.repository(Notification);
  const setForward = (ms: number): void => {
    clock.forward(ms);
    children.forEach((child) => child.send(clock.now().toISOString()));
  };
  /** SendGrid tells of all that it took, out of order and twice. */
  async function tell(): Promise<void> {
    const news = new MailNews(platform.database, clock);
    const events = sendGrid.accepted.map((mail): MailEvent => {
      return { mailId: idOf(mail), fate: 'ACCEPTED', address: mail.personalizations[0]?.to[0]?.email ?? '', providerId: null, detail: null };
    });
    await news.hear([...events.slice(-1_000), ...events.reverse()]);
  }
  /** Lets time pass, from one thing that is due to the next, until nothing is left in these states. */
  async function goOn(states: readonly NotificationState[]): Promise<void> {
    await eventually(`nothing ${states.join()}`, async () => {
      if (await rows().existsBy({ leaseToken: Not(IsNull()) })) return false;
      const next = await rows().findOne({ where: states.map((state) => ({ state })), order: { dueAt: 'ASC' } });
      if (!next) return true;
      const wait = Number(next['dueAt']) - clock.now().getTime();
      if (wait < 0) return false; // about to be taken
      if (next['state'] === UNKNOWN) await tell(); // it has had its 15 minutes
      setForward(wait + STEP_MS);
      return false;
    }, 240_000);
  }

  beforeAll(async () => {
    platform = await startTestPlatform();
    await waitingMails(platform.database, clock.now(), COUNT);
    await sendGrid.start();
    sendGrid.mood = (mail) => {
      const times = (asked.get(idOf(mail)) ?? 0) + 1;
      asked.set(idOf(mail), times);
      const mood = moodOf(idOf(mail), times);
      if (typeof mood === 'object' && mood.status === 400) refused.add(idOf(mail));
      return mood;
    };
  });
  afterAll(async () => {
    await kill();
    await sendGrid.stop();
    await platform.stop();
    built.remove();
  });

  it('loses none, and sends none twice', async () => {
    const replicas = platform.database.isEmbedded ? 1 : 2; // each has two outboxes
    for (const enough of [COUNT / 5, (COUNT * 3) / 5]) {
      Array.from({ length: replicas }, start);
      await eventually(`${enough} mails`, () => sendGrid.accepted.length >= enough, 240_000);
      await kill();
      expect(await rows().countBy({ leaseToken: Not(IsNull()) })).toBeGreaterThan(0); // else nothing was interrupted
      clock.forward(60_000); // the leases run out
    }
    Array.from({ length: replicas }, start);
    await goOn([WAITING]);

    // Where the answer was clear, or is not known yet, nothing was sent twice.
    const unknown = await rows().countBy({ state: UNKNOWN });
    expect(unknown).toBeGreaterThan(COUNT / 100);
    expect([...sendGrid.takenTimes().values()].filter((times) => times > 1)).toEqual([]);

    await tell();
    expect(await rows().countBy({ state: UNKNOWN })).toBeLessThan(unknown);

    // What it has not said anything of, it does not have. From now on it answers.
    sendGrid.mood = 'take';
    await goOn([WAITING, UNKNOWN]);
    const taken = sendGrid.takenTimes();
    expect([...taken.values()].filter((times) => times > 1)).toEqual([]);
    const failed = (await rows().findBy({ state: FAILED })).map((row) => String(row['id']));
    expect(failed.filter((id) => taken.has(id) || !refused.has(id))).toEqual([]); // a refusal that came too late to be heard is none
    expect(failed.length).toBeGreaterThan(0);
    expect(taken.size + failed.length).toBe(COUNT);
    expect(await rows().countBy({ state: SENT })).toBe(taken.size);
    expect(sendGrid.objections).toEqual([]);
  });
});
