import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import type { BlockReason, NotificationChannel, NotificationState } from '#graphql';
import { BlockedAddressesDocument, DeliveriesDocument, SendAgainDocument, UnblockAddressDocument } from '#graphql/delivery-log';
import { ann, asha, pageOf } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Confirm } from '../../../ui/confirm/confirm';
import { DeliveriesPage } from './deliveries-page';

interface Change {
  readonly channel?: NotificationChannel;
  readonly kind?: string;
  readonly problem?: string | null;
  readonly attempts?: number;
  readonly canSendAgain?: boolean;
  readonly dueAt?: string | null;
}

const delivery = (id: string, state: NotificationState = 'SENT', change: Change = {}) => ({
  __typename: 'Delivery' as const,
  id,
  channel: 'MAIL' as NotificationChannel,
  state,
  kind: 'agentAssigned',
  address: ann.email as string | null,
  problem: null as string | null,
  attempts: 1,
  createdAt: '2026-03-01T10:00:00.000Z',
  dueAt: null as string | null,
  sentAt: (state === 'SENT' ? '2026-03-01T10:00:05.000Z' : null) as string | null,
  canSendAgain: false,
  recipient: { __typename: 'User' as const, id: ann.id, name: ann.name },
  ticket: { __typename: 'Ticket' as const, id: 't1', reference: 'K7Q2-M9XD' },
  ...change,
});
const failed = delivery('d2', 'FAILED', { problem: 'The mail came back.', attempts: 8, canSendAgain: true });

const blocked = (address: string, reason: BlockReason = 'BOUNCED', detail: string | null = null) => ({
  __typename: 'BlockedAddress' as const,
  address,
  reason,
  detail,
  createdAt: '2026-03-01T10:00:00.000Z',
});

const arrive = (url: string): Promise<Stage> => Stage.set({ url, path: 'deliveries', component: DeliveriesPage, viewer: asha });

async function open(deliveries: ReturnType<typeof delivery>[] = [], { url = '/deliveries', more = false } = {}): Promise<Stage> {
  const stage = await arrive(url);
  stage.backend.expectOne(DeliveriesDocument).flushData({ deliveries: pageOf(deliveries, more) });
  await stage.settle();
  return stage;
}

async function openBlocked(...addresses: ReturnType<typeof blocked>[]): Promise<Stage> {
  const stage = await arrive('/deliveries?tab=blocked');
  stage.backend.expectOne(BlockedAddressesDocument).flushData({ blockedAddresses: pageOf(addresses) });
  await stage.settle();
  return stage;
}

const rows = (stage: Stage): string[] => [...stage.page.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' ').trim() ?? '');

async function toggle(stage: Stage, place = 0): Promise<void> {
  stage.page.querySelectorAll<HTMLButtonElement>('button.open')[place]?.click();
  await stage.settle();
}

async function choose(stage: Stage, label: string, value: string): Promise<void> {
  const control = [...stage.page.querySelectorAll('label')].find((one) => one.querySelector('span')?.textContent === label)?.control as HTMLSelectElement;
  control.value = value;
  control.dispatchEvent(new Event('change'));
  await stage.settle();
}

describe('DeliveriesPage', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('tells what went to whom, over which way, and what became of it', async () => {
    const text = delivery('d3', 'WAITING', { channel: 'SMS', kind: 'confirmMobile', attempts: 0 });
    const stage = await open([delivery('d1'), failed, text, delivery('d4', 'CARRIED', { channel: 'PUSH', kind: 'somethingNew' })]);
    const [sent, wrong, waits, carried] = rows(stage);
    expect(sent).toMatch(/^Mail: An expert has the ticket ?K7Q2-M9XD ?Ann ?ann@example\.test ?Sent ?1 try/);
    expect(wrong).toMatch(/Failed ?The mail came back\. ?8 tries/);
    expect(waits).toMatch(/^Text message: Code to confirm the mobile number.*Waiting ?None yet/);
    expect(carried).toMatch(/^Device: somethingNew.*In another/); // no word is made up for what the page does not know
    expect(stage.page.querySelector('a[href="/tickets/K7Q2-M9XD"]')).toBeTruthy();
  });

  it('opens one for all that is known of it, and closes it again', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const stage = await open([delivery('d1', 'WAITING', { dueAt: soon }), delivery('d2', 'BLOCKED')]);
    await toggle(stage);
    expect(stage.page.querySelector('.open')?.getAttribute('aria-expanded')).toBe('true');
    expect(rows(stage)[1]).toMatch(/^It goes out when it is due\. ?Way ?Mail ?Next try.*Number ?d1$/);
    expect(() => stage.button('Send again')).toThrow();
    await toggle(stage, 1);
    expect(rows(stage)[2]).toContain('Allow mail to the address again first');
    await toggle(stage, 1);
    expect(rows(stage)).toHaveLength(2);
  });

  it('sends again what has failed, and says so', async () => {
    const stage = await open([failed]);
    await toggle(stage);
    await stage.press('Send again');
    expect(document.activeElement?.id).toBe('open-d2');
    const request = stage.backend.expectOne(SendAgainDocument);
    expect(request.operation.variables).toEqual({ input: { deliveryId: 'd2' } });
    request.flushData({ sendAgain: { __typename: 'SendAgainPayload', delivery: delivery('d2', 'WAITING', { attempts: 0 }) } });
    await stage.settle();
    expect(stage.page.querySelector('[role=status]')?.textContent).toContain('On its way to Ann once more.');
    expect(rows(stage)[0]).toContain('Waiting');
    expect(() => stage.button('Send again')).toThrow();
  });

  it('says at the delivery, in the server’s words, why it was not sent again', async () => {
    const stage = await open([failed]);
    await toggle(stage);
    await stage.press('Send again');
    const message = 'Only what has failed or was blocked can be sent again.';
    stage.backend.expectOne(SendAgainDocument).graphqlErrors([{ message, extensions: { code: 'CONFLICT' } }]);
    await stage.settle();
    expect(stage.page.querySelector('tr.more [role=alert]')?.textContent).toContain(message);
    expect(stage.button('Send again')).toBeTruthy();
  });

  it('asks for what the address says, and writes there what one looks for', async () => {
    const stage = await arrive(`/deliveries?state=FAILED&channel=nonsense&person=${ann.id}`);
    const first = stage.backend.expectOne(DeliveriesDocument);
    expect(first.operation.variables['filter']).toEqual({ state: 'FAILED', recipientId: ann.id });
    first.flushData({ deliveries: pageOf([failed]) });
    await stage.settle();
    expect(stage.text).toContain('Only what is for Ann');
    await choose(stage, 'Way', 'SMS');
    expect(stage.url).toBe(`/deliveries?state=FAILED&channel=SMS&person=${ann.id}`);
    const second = stage.backend.expectOne(DeliveriesDocument);
    expect(second.operation.variables['filter']).toEqual({ state: 'FAILED', channel: 'SMS', recipientId: ann.id });
    second.flushData({ deliveries: pageOf([]) });
    await stage.settle();
    expect(stage.text).toContain('Nothing of the kind');
  });

  it('leads from a name to all that went to them', async () => {
    const stage = await open([delivery('d1')]);
    stage.page.querySelector<HTMLAnchorElement>('.who a')?.click();
    await stage.settle();
    expect(stage.url).toBe(`/deliveries?person=${ann.id}`);
  });

  it('says when nobody was told anything, and when it cannot know', async () => {
    expect((await open()).text).toContain('Nobody was told anything yet');
    TestBed.resetTestingModule();
    const stage = await arrive('/deliveries');
    stage.backend.expectOne(DeliveriesDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await stage.press('Try again');
    stage.backend.expectOne(DeliveriesDocument).flushData({ deliveries: pageOf([delivery('d1')]) });
    await stage.settle();
    expect(rows(stage)).toHaveLength(1);
  });

  it('loads more after the last one', async () => {
    const stage = await open([delivery('d1')], { more: true });
    await stage.press('Load more');
    const more = stage.backend.expectOne(DeliveriesDocument);
    expect(more.operation.variables['after']).toBe('last');
    more.flushData({ deliveries: pageOf([delivery('d0')]) });
    await stage.settle();
    expect(rows(stage)).toHaveLength(2);
  });
});

describe('DeliveriesPage, blocked addresses', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('says which get no mail, why and since when', async () => {
    const stage = await openBlocked(blocked('a@example.test', 'BOUNCED', '550 no such box'), blocked('b@example.test', 'REPORTED_AS_SPAM'));
    const [first, second] = [...stage.page.querySelectorAll('li')].map((one) => one.textContent?.replace(/\s+/g, ' '));
    expect(first).toMatch(/a@example\.test.*Mail to this address came back\..*Since .*2026 · 550 no such box/);
    expect(second).toContain('Its owner reported our mail as spam.');
    stage.backend.expectNone(DeliveriesDocument);
  });

  it('allows mail again after asking, and the address is gone', async () => {
    const stage = await openBlocked(blocked('a@example.test'), blocked('b@example.test'));
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    await stage.press('Allow mail again');
    stage.backend.expectNone(UnblockAddressDocument);
    await stage.press('Allow mail again');
    expect(ask.mock.lastCall?.[0].title).toBe('Allow mail to a@example.test again?');
    const request = stage.backend.expectOne(UnblockAddressDocument);
    expect(request.operation.variables).toEqual({ input: { address: 'a@example.test' } });
    request.flushData({ unblockAddress: { __typename: 'UnblockAddressPayload', ok: true } });
    await stage.settle();
    expect([...stage.page.querySelectorAll('.address')].map((one) => one.textContent)).toEqual(['b@example.test']);
    expect(document.activeElement?.textContent).toBe('Mail goes to a@example.test again.');
  });

  it('is content when somebody else was faster, and says when it did not work', async () => {
    const stage = await openBlocked(blocked('a@example.test'), blocked('b@example.test'));
    jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValue(true);
    await stage.press('Allow mail again');
    stage.backend.expectOne(UnblockAddressDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    await stage.press('Allow mail again');
    stage.backend.expectOne(UnblockAddressDocument).graphqlErrors([{ message: 'x', extensions: { code: 'NOT_FOUND' } }]);
    await stage.settle();
    expect([...stage.page.querySelectorAll('.address')].map((one) => one.textContent)).toEqual(['b@example.test']);
    expect(stage.page.querySelector('[role=alert]')).toBeNull();
  });

  it('says when there is none', async () => {
    expect((await openBlocked()).text).toContain('No address is blocked');
  });
});
