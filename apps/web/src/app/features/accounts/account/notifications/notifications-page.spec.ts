import type { NewsKind } from '#graphql';
import { NotificationChoicesDocument, SetNotificationChoiceDocument } from '#graphql/account';
import { SmsAvailableDocument } from '#graphql/doors';
import { ann, gita } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { NotificationsPage } from './notifications-page';

interface Ways {
  readonly mail: boolean;
  readonly inApp?: boolean;
  readonly push?: boolean;
  readonly sms?: boolean;
}

const choice = (kind: NewsKind, { mail, inApp, push, sms }: Ways) => ({
  __typename: 'NotificationChoice',
  kind,
  mail,
  inApp: inApp ?? null,
  push: push ?? null,
  sms: sms ?? null,
});
const MOVED = { mail: true, inApp: true, sms: false };
const CLOSED = { mail: false, inApp: true };
const SOLVED_BY_MAIL = 'Your ticket moves on: By mail';
const SOLVED_IN_APP = 'Your ticket moves on: In the app';
const CLOSED_BY_MAIL = 'Your ticket is closed: By mail';

async function open({ viewer = ann, sms = false } = {}): Promise<Stage> {
  const stage = await Stage.set({ url: '/news', path: 'news', component: NotificationsPage, viewer });
  stage.backend.expectOne(SmsAvailableDocument).flushData({ smsAvailable: sms });
  const notificationChoices = [choice('TICKET_RAISED', { mail: true }), choice('STATUS_CHANGED', MOVED), choice('TICKET_CLOSED', CLOSED)];
  stage.backend.expectOne(NotificationChoicesDocument).flushData({ notificationChoices });
  await stage.settle();
  return stage;
}

async function flip(stage: Stage, name: string): Promise<void> {
  stage.field(name).click();
  await stage.settle();
}

const heads = (stage: Stage): string[] => [...stage.page.querySelectorAll('thead th')].map((one) => one.textContent ?? '');
const switches = (stage: Stage, kind: number): number => stage.page.querySelectorAll('tbody tr')[kind]?.querySelectorAll('[role=switch]').length ?? -1;

const saved = (kind: NewsKind, ways: Ways) => ({
  setNotificationChoice: { __typename: 'SetNotificationChoicePayload', choice: choice(kind, ways) },
});

describe('NotificationsPage', () => {
  it('shows what comes over which way, nothing where it is not offered, and what always comes', async () => {
    const stage = await open();
    expect(heads(stage)).toEqual(['News', 'By mail', 'In the app']); // nothing is offered on devices
    expect([0, 1, 2].map((kind) => switches(stage, kind))).toEqual([1, 2, 2]);
    expect([stage.field(SOLVED_BY_MAIL).checked, stage.field(CLOSED_BY_MAIL).checked]).toEqual([true, false]);
    expect(stage.text).toContain('News on the safety of your account');
  });

  it('tells staff what it is about for them', async () => {
    const stage = await open({ viewer: gita });
    expect(stage.field('Your ticket was moved: By mail').checked).toBe(true);
  });

  it('offers text messages where the shop has them, to who has confirmed a number', async () => {
    const stage = await open({ viewer: { ...ann, mobile: '+447700900123', mobileVerified: true }, sms: true });
    expect(heads(stage)).toContain('By text message');
    expect(stage.text).not.toContain('confirm your mobile number');
    await flip(stage, 'Your ticket moves on: By text message');
    expect(stage.backend.expectOne(SetNotificationChoiceDocument).operation.variables).toEqual({ input: { kind: 'STATUS_CHANGED', sms: true } });
  });

  it('says that a number is to be confirmed first', async () => {
    const stage = await open({ sms: true });
    expect(stage.field('Your ticket moves on: By text message').disabled).toBe(true);
    expect(stage.below('Your ticket moves on: By text message')).toContain('confirm your mobile number first');
  });

  it('switches at once and keeps it', async () => {
    const stage = await open();
    await flip(stage, CLOSED_BY_MAIL);
    expect(stage.field(CLOSED_BY_MAIL).checked).toBe(true);
    const request = stage.backend.expectOne(SetNotificationChoiceDocument);
    expect(request.operation.variables).toEqual({ input: { kind: 'TICKET_CLOSED', mail: true } });
    request.flushData(saved('TICKET_CLOSED', { ...CLOSED, mail: true }));
    await stage.settle();
    expect(stage.field(CLOSED_BY_MAIL).checked).toBe(true);
  });

  it('undoes it with words when it could not be saved', async () => {
    const stage = await open();
    await flip(stage, SOLVED_IN_APP);
    expect(stage.field(SOLVED_IN_APP).checked).toBe(false);
    stage.backend.expectOne(SetNotificationChoiceDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.field(SOLVED_IN_APP).checked).toBe(true);
    expect(stage.text).toContain('We could not reach the server.');
    expect(stage.text).toContain('The switch is as it was.');
  });

  it('sends what is changed about a kind one after the other, so that the last one counts', async () => {
    const stage = await open();
    await flip(stage, SOLVED_BY_MAIL);
    const first = stage.backend.expectOne(SetNotificationChoiceDocument);
    await flip(stage, SOLVED_BY_MAIL);
    await flip(stage, SOLVED_IN_APP);
    stage.backend.expectNone((operation) => operation.operationName === 'SetNotificationChoice' && operation !== first.operation);
    first.flushData(saved('STATUS_CHANGED', { ...MOVED, mail: false }));
    await stage.settle();
    expect([stage.field(SOLVED_BY_MAIL).checked, stage.field(SOLVED_IN_APP).checked]).toEqual([true, false]);
    const second = stage.backend.expectOne(SetNotificationChoiceDocument);
    expect(second.operation.variables).toEqual({ input: { kind: 'STATUS_CHANGED', mail: true, inApp: false } });
    second.flushData(saved('STATUS_CHANGED', { ...MOVED, inApp: false }));
    await stage.settle();
    expect([stage.field(SOLVED_BY_MAIL).checked, stage.field(SOLVED_IN_APP).checked]).toEqual([true, false]);
  });
});
