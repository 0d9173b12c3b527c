import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { UnblockAddressDocument } from '#graphql/delivery-log';
import {
  AgentsDocument,
  CreateAgentDocument,
  DeactivateAgentDocument,
  ReactivateAgentDocument,
  ResendInvitationDocument,
  ResetSecondFactorDocument,
  ShopSettingsDocument,
  TopicsOfExpertsDocument,
  UpdateAgentDocument,
  UpdateShopSettingsDocument,
} from '#graphql/people';
import { asha, gita, pageOf, person } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Confirm } from '../../../ui/confirm/confirm';
import { PeoplePage } from './people-page';

const payments = { __typename: 'Topic' as const, id: 'topic-payments', name: 'Payments' };
const delivery = { __typename: 'Topic' as const, id: 'topic-delivery', name: 'Delivery' };
const hari = { ...person('Hari Lind', 'AGENT'), state: 'INVITED' as const };

async function open(url = '/people', people: ReturnType<typeof person>[] = [asha, { ...gita, topics: [payments], capacity: 12 }]): Promise<Stage> {
  const stage = await Stage.set({ url, path: 'people', component: PeoplePage, viewer: asha });
  stage.backend.expectOne(AgentsDocument).flushData({ agents: pageOf(people) });
  await stage.settle();
  return stage;
}

/** The page and the dialog over it. */
async function openDialog(name = 'Add agent', index = 0): Promise<Stage> {
  const stage = await open();
  [...stage.page.querySelectorAll('button')].filter((one) => one.textContent?.trim() === name)[index]?.click();
  await stage.settle();
  const dialog = stage.overlay();
  dialog.backend.match(TopicsOfExpertsDocument).forEach((one) => one.flushData({ topics: [delivery, payments] }));
  await dialog.settle();
  return dialog;
}

const names = (): string[] => [...document.querySelectorAll('ccr-people-page .name')].map((one) => one.textContent ?? '');
const states = (): string[] => [...document.querySelectorAll('ccr-people-page .state')].map((one) => one.textContent ?? '');

async function fill(dialog: Stage): Promise<void> {
  await dialog.type('Name', 'Hari Lind');
  await dialog.type('E-mail', 'hari@example.test');
}

async function choose(stage: Stage, label: string): Promise<void> {
  stage.field(label).click();
  await stage.settle();
}

function select(stage: Stage, label: string, value: string): Promise<void> {
  stage.field(label).value = value;
  stage.field(label).dispatchEvent(new Event('change'));
  return stage.settle();
}

describe('PeoplePage', () => {
  beforeEach(() => (HTMLElement.prototype.hidePopover = jest.fn()));
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('shows who answers for the shop, where they stand and what they take', async () => {
    const stage = await open('/people', [asha, { ...gita, topics: [payments], capacity: 12 }, { ...hari, availability: 'AWAY' }, { ...person('Ivo', 'AGENT'), availability: 'AWAY' }]);
    expect(names()).toEqual(['Asha', 'Gita', 'Hari Lind', 'Ivo']);
    expect(states()).toEqual(['Active', 'Active', 'Invited', 'Away']);
    const takes = [...stage.page.querySelectorAll('.does li')].map((one) => one.textContent?.trim());
    expect(takes).toEqual(['Payments', '12 at once']);
  });

  it('asks for what the address says, and writes there what one looks for', async () => {
    const stage = await Stage.set({ url: '/people?search=gi&role=AGENT&state=nonsense', path: 'people', component: PeoplePage, viewer: asha });
    const first = stage.backend.expectOne(AgentsDocument);
    expect(first.operation.variables['filter']).toEqual({ search: 'gi', role: 'AGENT' });
    first.flushData({ agents: pageOf([gita]) });
    await stage.settle();
    expect([stage.field('Search by name or e-mail').value, stage.field('Role').value, stage.field('State').value]).toEqual(['gi', 'AGENT', '']);

    await select(stage, 'State', 'INVITED');
    expect(stage.url).toBe('/people?search=gi&role=AGENT&state=INVITED');
    stage.backend.expectOne(AgentsDocument).flushData({ agents: pageOf([]) });
    await stage.settle();
    expect(stage.text).toContain('Nobody fits');
    await stage.press('Show everybody');
    expect(stage.url).toBe('/people');
    expect(stage.backend.expectOne(AgentsDocument).operation.variables['filter']).toEqual({});
  });

  it('looks for what was typed once the typing rests', async () => {
    const stage = await open();
    await stage.type('Search by name or e-mail', 'g');
    await stage.type('Search by name or e-mail', ' gi ');
    stage.backend.expectNone(AgentsDocument);
    await new Promise((resolve) => void setTimeout(resolve, 300));
    await stage.settle();
    expect(stage.url).toBe('/people?search=gi');
    expect(stage.backend.expectOne(AgentsDocument).operation.variables['filter']).toEqual({ search: 'gi' });
    expect(stage.field('Search by name or e-mail').value).toBe(' gi '); // nobody's typing is changed
  });

  it('invites an agent with topics and a capacity', async () => {
    const dialog = await openDialog();
    await fill(dialog);
    await choose(dialog, 'Payments');
    await dialog.type('Tickets at once (optional)', '0');
    dialog.submit();
    await dialog.settle();
    expect(dialog.below('Tickets at once (optional)')).toContain('Enter a number from 1 to 1,000');
    await dialog.type('Tickets at once (optional)', '20');
    dialog.submit();
    const request = dialog.backend.expectOne(CreateAgentDocument);
    const { clientMutationId: _, ...input } = request.operation.variables['input'] as Record<string, unknown>;
    expect(input).toEqual({ name: 'Hari Lind', email: 'hari@example.test', role: 'AGENT', topicIds: [payments.id], capacity: 20 });
    request.flushData({ createAgent: { __typename: 'CreateAgentPayload', agent: hari } });
    await dialog.settle();
    expect(names()).toEqual(['Asha', 'Gita', 'Hari Lind']);
    expect(document.body.textContent).toContain('Hari Lind was added. An invitation is on its way');
  });

  it('adds an agent with a made first password, shown to be told', async () => {
    const dialog = await openDialog();
    await fill(dialog);
    await choose(dialog, 'Set a first password');
    await dialog.press('Generate a password');
    expect(dialog.field('First password').value).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(dialog.field('First password').type).toBe('text');
    dialog.submit();
    const request = dialog.backend.expectOne(CreateAgentDocument);
    expect(request.operation.variables['input']).toMatchObject({ password: dialog.field('First password').value, capacity: null });
    request.flushData({ createAgent: { __typename: 'CreateAgentPayload', agent: { ...hari, state: 'ACTIVE' } } });
    await dialog.settle();
    expect(document.body.textContent).toContain('Hari Lind was added and can sign in now.');
  });

  it('has kept what was typed when the dialog was lost, the password nowhere, and nothing when it was cancelled', async () => {
    const lost = await openDialog();
    await fill(lost);
    await choose(lost, 'Set a first password');
    await lost.press('Generate a password');
    expect(JSON.stringify({ ...localStorage })).toContain('Hari Lind');
    expect(JSON.stringify({ ...localStorage })).not.toContain(lost.field('First password').value);
    TestBed.inject(MatDialog).closeAll();
    await lost.settle();
    TestBed.resetTestingModule();

    const again = await openDialog();
    expect([again.field('Name').value, again.field('E-mail').value, again.field('First password').value]).toEqual(['Hari Lind', 'hari@example.test', '']);
    await again.press('Cancel');
    expect(JSON.stringify({ ...localStorage })).not.toContain('Hari Lind');
  });

  it('keeps the dialog open with the server’s objection at its field', async () => {
    const dialog = await openDialog();
    await fill(dialog);
    dialog.submit();
    const issues = [{ path: 'input.email', message: 'This address is in use.' }];
    dialog.backend
      .expectOne(CreateAgentDocument)
      .graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await dialog.settle();
    expect(dialog.below('E-mail')).toBe('This address is in use.');
    expect(dialog.field('Name').value).toBe('Hari Lind');
  });

  it('edits only what was changed, and warns that a new role signs them out', async () => {
    const dialog = await openDialog('Edit', 1);
    expect(dialog.field('Payments').checked).toBe(true);
    expect(dialog.text).not.toContain('signed out');
    await select(dialog, 'Role', 'ADMIN');
    expect(dialog.below('Role')).toContain('They are signed out');
    await dialog.type('Tickets at once (optional)', '');
    dialog.submit();
    const request = dialog.backend.expectOne(UpdateAgentDocument);
    expect(request.operation.variables['input']).toEqual({ agentId: gita.id, role: 'ADMIN', capacity: null });
    request.flushData({ updateAgent: { __typename: 'UpdateAgentPayload', agent: { ...gita, role: 'ADMIN', topics: [payments] } } });
    await dialog.settle();
    expect(document.querySelector('ccr-edit-agent-dialog')).toBeNull();
    expect([...document.querySelectorAll('ccr-people-page .admin')]).toHaveLength(2);
  });

  it('removes a second factor that was lost, with the password of the admin', async () => {
    const stage = await open('/people', [{ ...asha, secondFactorEnabled: true }, { ...gita, secondFactorEnabled: true }, hari]);
    const items = [...stage.page.querySelectorAll<HTMLElement>('.menu-item')].filter((one) => one.textContent?.trim() === 'Remove second factor');
    expect(items).toHaveLength(1); // not for oneself, nor for who has none
    items[0]?.click();
    await stage.settle();
    const dialog = stage.overlay();
    await dialog.settle();
    expect(dialog.text).toContain('Remove the second factor of Gita?');
    dialog.submit();
    await dialog.settle();
    dialog.backend.expectNone(ResetSecondFactorDocument);
    await dialog.type('Your password', 'password1');
    dialog.submit();
    const request = dialog.backend.expectOne(ResetSecondFactorDocument);
    expect(request.operation.variables['input']).toEqual({ userId: gita.id, password: 'password1' });
    request.flushData({ resetSecondFactor: { __typename: 'ResetSecondFactorPayload', user: { ...gita, secondFactorEnabled: false } } });
    await dialog.settle();
    expect(document.body.textContent).toContain('Gita has no second factor any more, and was told by mail.');
    expect(stage.text).not.toContain('Remove second factor');
  });

  it('asks once before it deactivates, naming the person, and shows that they are out', async () => {
    const stage = await open('/people', [gita]);
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    await stage.press('Deactivate');
    stage.backend.expectNone(DeactivateAgentDocument);
    await stage.press('Deactivate');
    expect(ask).toHaveBeenLastCalledWith({
      title: 'Deactivate Gita?',
      text: 'Gita is signed out at once. Their active tickets go back to Unassigned. You can let them in again later.',
      yes: 'Deactivate',
    });
    stage.backend.expectOne(DeactivateAgentDocument).flushData({ deactivateAgent: { __typename: 'DeactivateAgentPayload', agent: { ...gita, state: 'DEACTIVATED' } } });
    await stage.settle();
    expect(states()).toEqual(['Deactivated']);
    expect(stage.button('Let in again')).toBeTruthy();
    expect(() => stage.button('Deactivate')).toThrow();
  });

  it('says in the server’s words why the last admin stays one', async () => {
    const dialog = await openDialog('Edit', 0);
    await select(dialog, 'Role', 'AGENT');
    expect(dialog.below('Role')).toContain('You are signed out');
    dialog.submit();
    dialog.backend
      .expectOne(UpdateAgentDocument)
      .graphqlErrors([{ message: 'The shop needs an admin.', extensions: { code: 'CONFLICT' } }]);
    await dialog.settle();
    expect(dialog.page.querySelector('[role=alert]')?.textContent).toContain('The shop needs an admin.');
  });

  it('says at the person what could not be done', async () => {
    const stage = await open('/people', [asha, gita]);
    jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValue(true);
    await stage.press('Deactivate');
    stage.backend.expectOne(DeactivateAgentDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('li:nth-child(2) [role=alert]')?.textContent).toContain('We could not reach the server.');
  });

  it('offers nobody to shut themselves out', async () => {
    const stage = await open('/people', [asha]);
    expect(() => stage.button('Deactivate')).toThrow();
    expect(stage.button('Edit')).toBeTruthy();
  });

  it('lets someone in again, and says when they still have no password', async () => {
    const stage = await open('/people', [{ ...gita, state: 'DEACTIVATED' as const }]);
    await stage.press('Let in again');
    stage.backend.expectOne(ReactivateAgentDocument).flushData({ reactivateAgent: { __typename: 'ReactivateAgentPayload', agent: { ...gita, state: 'INVITED' } } });
    await stage.settle();
    expect(states()).toEqual(['Invited']);
    expect(document.body.textContent).toContain('They have no password yet: send the invitation again.');
  });

  it('sends an invitation again only to those who have not come in', async () => {
    const stage = await open('/people', [gita, hari]);
    const buttons = [...stage.page.querySelectorAll('button')].filter((one) => one.textContent?.includes('invitation'));
    expect(buttons).toHaveLength(1);
    buttons[0]?.click();
    expect(stage.backend.expectOne(ResendInvitationDocument).operation.variables).toEqual({ input: { agentId: hari.id } });
  });

  it('says whose address gets no mail and why, and allows it again after asking', async () => {
    const stage = await open('/people', [asha, { ...gita, mailBlocked: 'BOUNCED' as const }]);
    expect(stage.page.querySelectorAll('.blocked')).toHaveLength(1);
    expect(stage.text).toContain('Mail to this address came back. They get no mail.');
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    await stage.press('Allow mail again');
    stage.backend.expectNone(UnblockAddressDocument);
    await stage.press('Allow mail again');
    expect(ask.mock.lastCall?.[0].title).toBe('Allow mail to gita@example.test again?');
    const request = stage.backend.expectOne(UnblockAddressDocument);
    expect(request.operation.variables).toEqual({ input: { address: gita.email } });
    request.flushData({ unblockAddress: { __typename: 'UnblockAddressPayload', ok: true } });
    await stage.settle();
    expect(stage.page.querySelector('.blocked')).toBeNull();
    expect(document.body.textContent).toContain('Mail goes to Gita again.');
  });

  it('leads to what happened with a person', async () => {
    const stage = await open('/people', [gita]);
    expect(stage.page.querySelector(`a[href="/audit?user=${gita.id}"]`)?.textContent).toContain('Security history');
  });
});

describe('PeoplePage, the shop’s rules', () => {
  const rule = (isOn: boolean) => ({ __typename: 'ShopSettings' as const, staffSecondFactorRequired: isOn, autoAssign: false, autoCloseDays: 7 });

  async function openRules(isOn: boolean): Promise<Stage> {
    const stage = await Stage.set({ url: '/people?tab=security', path: 'people', component: PeoplePage, viewer: asha });
    stage.backend.expectOne(ShopSettingsDocument).flushData({ shopSettings: rule(isOn) });
    await stage.settle();
    return stage;
  }
  const isOn = (stage: Stage): string | null => stage.page.querySelector('[role=switch]')?.getAttribute('aria-checked') ?? null;

  it('asks before staff need a second factor, and says how it stands', async () => {
    const stage = await openRules(false);
    expect(isOn(stage)).toBe('false');
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    await stage.press('Agents and admins need');
    stage.backend.expectNone(UpdateShopSettingsDocument);
    await stage.press('Agents and admins need');
    expect(ask).toHaveBeenCalledTimes(2);
    const request = stage.backend.expectOne(UpdateShopSettingsDocument);
    expect(request.operation.variables).toEqual({ input: { staffSecondFactorRequired: true } });
    request.flushData({ updateShopSettings: { __typename: 'UpdateShopSettingsPayload', settings: rule(true) } });
    await stage.settle();
    expect(isOn(stage)).toBe('true');
  });

  it('switches the rule for new tickets, without a question', async () => {
    const stage = await openRules(false);
    await stage.press('New tickets find');
    const request = stage.backend.expectOne(UpdateShopSettingsDocument);
    expect(request.operation.variables).toEqual({ input: { autoAssign: true } });
    request.flushData({ updateShopSettings: { __typename: 'UpdateShopSettingsPayload', settings: { ...rule(false), autoAssign: true } } });
    await stage.settle();
    expect(stage.page.querySelectorAll('[role=switch]')[1]?.getAttribute('aria-checked')).toBe('true');
    expect(stage.page.querySelector('[role=status]')?.textContent).toBe('Saved.');
  });

  it('keeps the days until a solved ticket closes, 1 to 90', async () => {
    const stage = await openRules(false);
    for (const wrong of ['0', '91', '2.5', '']) {
      await stage.type('Days until a resolved ticket closes', wrong);
      stage.page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await stage.settle();
      expect(stage.page.querySelector('[role=alert]')?.textContent).toBe('Choose a number of days from 1 to 90.');
      stage.backend.expectNone(UpdateShopSettingsDocument);
    }
    await stage.type('Days until a resolved ticket closes', '14');
    stage.page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')).toBeNull();
    expect(stage.backend.expectOne(UpdateShopSettingsDocument).operation.variables).toEqual({ input: { autoCloseDays: 14 } });
  });

  it('stays as it was when that fails, and says so', async () => {
    const stage = await openRules(true);
    await stage.press('Agents and admins need');
    stage.backend.expectOne(UpdateShopSettingsDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(isOn(stage)).toBe('true');
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
  });
});
