import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import type { TokenScope } from '#graphql';
import { AccessTokensDocument, CreateAccessTokenDocument, RevokeAccessTokenDocument } from '#graphql/account';
import { ann, asha } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { TokensPage } from './tokens-page';

const token = (name: string, change: { lastUsedAt?: string; expiresAt?: string } = {}) => ({
  __typename: 'AccessToken',
  id: `token-${name}`,
  name,
  scopes: ['TICKETS_READ', 'TICKETS_WRITE'] as TokenScope[],
  createdAt: '2026-03-01T10:00:00.000Z',
  expiresAt: null as string | null,
  lastUsedAt: null as string | null,
  ...change,
});

async function open(accessTokens: ReturnType<typeof token>[], viewer = ann): Promise<Stage> {
  const stage = await Stage.set({ url: '/tokens', path: 'tokens', component: TokensPage, viewer });
  stage.backend.expectOne(AccessTokensDocument).flushData({ accessTokens });
  await stage.settle();
  return stage;
}

async function openDialog(viewer = ann): Promise<Stage> {
  const stage = await open([], viewer);
  await stage.press('Create a token');
  return stage.overlay();
}

const scope = (dialog: Stage, name: string): HTMLInputElement | undefined =>
  [...dialog.page.querySelectorAll('label')].find((one) => one.querySelector('.name')?.textContent === name)?.querySelector('input') ?? undefined;

describe('TokensPage', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('says what a token is for while there is none', async () => {
    const stage = await open([]);
    expect(stage.text).toContain('A token lets a program of yours read and write tickets as you.');
    expect(stage.text).toContain('docs/api.md');
  });

  it('shows what each may do, when it ends and when it was used last', async () => {
    const stage = await open([token('till'), token('old', { expiresAt: '2026-03-05T10:00:00.000Z', lastUsedAt: '2026-03-04T10:00:00.000Z' })]);
    const [till, old] = [...stage.page.querySelectorAll('li')].map((one) => one.textContent?.replace(/\s+/g, ' '));
    expect(till).toContain('Read tickets, Write tickets');
    expect(till).toMatch(/does not end · never used/);
    expect(old).toMatch(/ended .*2026 · last used/);
  });

  it('makes one that ends after 90 days, shows its secret once and lists it', async () => {
    const dialog = await openDialog();
    await dialog.type('Name', ' till ');
    scope(dialog, 'Write tickets')?.click();
    dialog.submit();
    const request = dialog.backend.expectOne(CreateAccessTokenDocument);
    expect(request.operation.variables['input']).toEqual({
      name: 'till',
      scopes: ['TICKETS_READ', 'TICKETS_WRITE'],
      expiresInDays: 90,
      clientMutationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    request.flushData({ createAccessToken: { __typename: 'CreateAccessTokenPayload', token: 'ccr_secret', accessToken: token('till') } });
    await dialog.settle();
    expect(dialog.text).toContain('ccr_secret');
    await dialog.press('I have stored it');
    await dialog.settle();
    expect(document.body.textContent).not.toContain('ccr_secret');
    expect(document.querySelector('ccr-tokens-page .name')?.textContent).toBe('till');
  });

  it('tries again with the same id after a failure, and with another once something changed', async () => {
    const dialog = await openDialog();
    await dialog.type('Name', 'till');
    const attempt = async (): Promise<unknown> => {
      dialog.submit();
      const request = dialog.backend.expectOne(CreateAccessTokenDocument);
      request.networkError(new TypeError('Failed to fetch'));
      await dialog.settle();
      return (request.operation.variables['input'] as Record<string, unknown>)['clientMutationId'];
    };
    const first = await attempt();
    expect(dialog.text).toContain('We could not reach the server.');
    expect(await attempt()).toBe(first);
    await dialog.type('Name', 'other till');
    expect(await attempt()).not.toBe(first);
  });

  it('insists on a name and at least one use', async () => {
    const dialog = await openDialog();
    scope(dialog, 'Read tickets')?.click();
    dialog.submit();
    await dialog.settle();
    expect(dialog.below('Name')).toBe('Give it a name to know it by.');
    expect(dialog.text).toContain('Choose what the token may be used for.');
    dialog.backend.expectNone(CreateAccessTokenDocument);
  });

  it('offers what admins do to admins only', async () => {
    expect(scope(await openDialog(), 'Manage people and topics')).toBeUndefined();
    TestBed.inject(MatDialog).closeAll();
    TestBed.resetTestingModule();
    expect(scope(await openDialog(asha), 'Manage people and topics')).toBeDefined();
  });

  it('revokes one, naming it first', async () => {
    const stage = await open([token('till'), token('robot')]);
    await stage.press('Revoke robot');
    await stage.settle();
    expect(stage.overlay().text).toContain('Revoke “robot”?');
    await stage.overlay().press('Revoke the token');
    await stage.settle();
    const request = stage.backend.expectOne(RevokeAccessTokenDocument);
    expect(request.operation.variables).toEqual({ input: { accessTokenId: 'token-robot' } });
    request.flushData({ revokeAccessToken: { __typename: 'RevokeAccessTokenPayload', ok: true } });
    await stage.settle();
    expect([...stage.page.querySelectorAll('li .name')].map((one) => one.textContent)).toEqual(['till']);
    expect(stage.text).toContain('“robot” was revoked.');
  });
});
