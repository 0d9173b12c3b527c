import type { SecurityEventType } from '#graphql';
import { SecurityEventsDocument } from '#graphql/audit';
import { asha, gita, pageOf } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { AuditPage } from './audit-page';
import { KIND_GROUPS, KIND_WORDS, detailWords } from './audit-words';
import { asDay, endOf, startOf } from '../../../ui';

type Person = typeof asha | typeof gita;

interface Change {
  readonly user?: Person | null;
  readonly actor?: Person | null;
  readonly details?: Record<string, unknown>;
}

const event = (id: string, type: SecurityEventType, { user = gita, actor = gita, details = {} }: Change = {}) => ({
  __typename: 'SecurityEvent' as const,
  id,
  type,
  at: '2026-03-01T10:00:00.000Z',
  device: 'Firefox on Linux',
  ipAddress: '192.0.2.7',
  details,
  user,
  actor,
});

async function open(url = '/audit', events: ReturnType<typeof event>[] = [], more = false): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'audit', component: AuditPage, viewer: asha });
  stage.backend.expectOne(SecurityEventsDocument).flushData({ securityEvents: pageOf(events, more) });
  await stage.settle();
  return stage;
}

const rows = (stage: Stage): string[] =>
  [...stage.page.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('span, a, td:not(:has(span, a))')].map((one) => one.textContent?.trim()).join(' | '),
  );

async function change(stage: Stage, label: string, value: string): Promise<void> {
  const control = [...stage.page.querySelectorAll('label')].find((one) => one.querySelector('span')?.textContent === label)?.control;
  (control as HTMLInputElement).value = value;
  control?.dispatchEvent(new Event('change'));
  await stage.settle();
}

describe('AuditPage', () => {
  it('tells what happened, to whom, by whom if it was someone else, and from where', async () => {
    const stage = await open('/audit', [
      event('3', 'AGENT_DEACTIVATED', { actor: asha }),
      event('2', 'SIGNED_IN'),
      event('1', 'SIGN_IN_FAILED', { user: null, actor: null }),
    ]);
    const [deactivated, signedIn, failed] = rows(stage);
    expect(deactivated).toContain('| Deactivated | Gita | by Asha | Firefox on Linux | 192.0.2.7');
    expect(signedIn).toContain('| Signed in | Gita | Firefox on Linux |');
    expect(failed).toContain('| Sign-in failed | Nobody known |');
  });

  it('says what an event knows more, but no ids', async () => {
    const details = { role: 'ADMIN', formerRoles: ['AGENT'], required: true, tokenId: '0189', until: null };
    const stage = await open('/audit', [event('1', 'ROLE_CHANGED', { details })]);
    expect(rows(stage)[0]).toContain('Role: admin · Former roles: agent · Required: yes');
    expect(rows(stage)[0]).not.toContain('0189');
    expect(detailWords({})).toBe('');
  });

  it('has words for every kind, each in one group', () => {
    const grouped = KIND_GROUPS.flatMap(({ types }) => types);
    expect([...grouped].sort()).toEqual(Object.keys(KIND_WORDS).sort());
    expect(new Set(Object.values(KIND_WORDS)).size).toBe(grouped.length);
  });

  it('asks for what the address says, and writes there what one looks for', async () => {
    const stage = await Stage.set({ url: `/audit?user=${gita.id}&kind=passwords&since=2026-03-01&until=2026-02-31x`, path: 'audit', component: AuditPage, viewer: asha });
    const first = stage.backend.expectOne(SecurityEventsDocument);
    expect(first.operation.variables['filter']).toEqual({
      types: ['PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET_FAILED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'PASSWORD_CHECK_FAILED'],
      userId: gita.id,
      since: startOf('2026-03-01').toISOString(),
    });
    first.flushData({ securityEvents: pageOf([event('1', 'PASSWORD_RESET')]) });
    await stage.settle();
    expect(stage.text).toContain('Only what is about Gita');

    await change(stage, 'Kind', 'SIGNED_OUT');
    stage.backend.expectOne(SecurityEventsDocument).flushData({ securityEvents: pageOf([]) });
    await stage.settle();
    await change(stage, 'Until', '2026-03-02');
    expect(stage.url).toBe(`/audit?user=${gita.id}&kind=SIGNED_OUT&since=2026-03-01&until=2026-03-02`);
    const { filter } = stage.backend.expectOne(SecurityEventsDocument).operation.variables as { filter: Record<string, unknown> };
    expect(filter['types']).toEqual(['SIGNED_OUT']);
    expect(filter['until']).toBe(endOf('2026-03-02').toISOString());
  });

  it('asks for everything when the address says nothing that is known', async () => {
    const stage = await Stage.set({ url: '/audit?kind=toString&since=yesterday', path: 'audit', component: AuditPage, viewer: asha });
    const request = stage.backend.expectOne(SecurityEventsDocument);
    expect(request.operation.variables['filter']).toEqual({});
    request.flushData({ securityEvents: pageOf([]) });
    await stage.settle();
    expect(stage.text).toContain('Nothing happened yet');
  });

  it('takes days as the reader has them, whole', () => {
    expect([asDay('2026-03-01'), asDay('2026-03'), asDay('2026-03-99'), asDay(undefined)]).toEqual(['2026-03-01', undefined, undefined, undefined]);
    expect(startOf('2026-03-01').getHours()).toBe(0);
    expect(endOf('2026-03-01').getTime()).toBe(startOf('2026-03-02').getTime() - 1);
  });

  it('leads from a name to all that is about them, and says when there is nothing of the kind', async () => {
    const stage = await open('/audit?kind=tokens', [event('1', 'TOKEN_CREATED')]);
    stage.page.querySelector<HTMLAnchorElement>('.who a')?.click();
    await stage.settle();
    expect(stage.url).toBe(`/audit?kind=tokens&user=${gita.id}`);
    stage.backend.expectOne(SecurityEventsDocument).flushData({ securityEvents: pageOf([]) });
    await stage.settle();
    expect(stage.text).toContain('Nothing of the kind');
  });

  it('loads more after the last one, and says when that fails', async () => {
    const stage = await open('/audit', [event('2', 'SIGNED_IN')], true);
    await stage.press('Load more');
    stage.backend.expectOne(SecurityEventsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    await stage.press('Load more');
    const more = stage.backend.expectOne(SecurityEventsDocument);
    expect(more.operation.variables['after']).toBe('last');
    more.flushData({ securityEvents: pageOf([event('1', 'SIGNED_UP')]) });
    await stage.settle();
    expect(rows(stage)).toHaveLength(2);
    expect(stage.text).not.toContain('We could not reach the server.');
  });
});
