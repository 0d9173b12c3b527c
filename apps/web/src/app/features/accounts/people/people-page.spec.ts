import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { AgentsDocument, CreateAgentDocument } from '#graphql';
import { asha, gita, pageOf, person } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { PeoplePage } from './people-page';

async function open(): Promise<Stage> {
  const stage = await Stage.set({ url: '/people', path: 'people', component: PeoplePage, viewer: asha });
  stage.backend.expectOne(AgentsDocument).flushData({ agents: pageOf([asha, gita]) });
  await stage.settle();
  return stage;
}

/** The page and the dialog over it. */
async function openDialog(): Promise<Stage> {
  const stage = await open();
  await stage.press('Add agent');
  return stage.overlay();
}

const names = (): string[] => [...document.querySelectorAll('ccr-people-page .name')].map((one) => one.textContent ?? '');

async function fill(dialog: Stage): Promise<void> {
  await dialog.type('Name', 'Hari Lind');
  await dialog.type('E-mail', 'hari@example.test');
  await dialog.press('Generate a password');
}

describe('PeoplePage', () => {
  afterEach(() => {
    TestBed.inject(MatDialog).closeAll();
    localStorage.clear();
  });

  it('shows who answers for the shop', async () => {
    const stage = await open();
    expect(stage.text).toContain('Gita');
    expect(stage.text).toContain('Admin');
  });

  it('adds an agent with a made password, shown to be told', async () => {
    const dialog = await openDialog();
    await fill(dialog);
    expect(dialog.field('Password').value).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(dialog.field('Password').type).toBe('text');
    dialog.submit();
    const request = dialog.backend.expectOne(CreateAgentDocument);
    expect(request.operation.variables['input']).toMatchObject({ name: 'Hari Lind', role: 'AGENT' });
    request.flushData({ createAgent: { __typename: 'CreateAgentPayload', agent: person('Hari Lind', 'AGENT') } });
    await dialog.settle();
    expect(names()).toEqual(['Asha', 'Gita', 'Hari Lind']);
    expect(document.body.textContent).toContain('Hari Lind was added and can sign in now.');
  });

  it('has kept the name and the e-mail when the dialog was lost, the password nowhere, and nothing when it was cancelled', async () => {
    const lost = await openDialog();
    await fill(lost);
    expect(JSON.stringify({ ...localStorage })).toContain('Hari Lind');
    expect(JSON.stringify({ ...localStorage })).not.toContain(lost.field('Password').value);
    TestBed.inject(MatDialog).closeAll();
    await lost.settle();
    TestBed.resetTestingModule();

    const again = await openDialog();
    expect([again.field('Name').value, again.field('E-mail').value, again.field('Password').value]).toEqual(['Hari Lind', 'hari@example.test', '']);
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
});
