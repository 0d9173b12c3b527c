import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { DeleteAccountDocument, ExportAccountDocument } from '#graphql/account';
import { ann, gita } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { type SessionEnd, SessionStore } from '../../session.store';
import { DeleteAccount } from './delete-account';
import { DownloadData } from './download-data';

const badPassword = [
  {
    message: 'x',
    extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.password', message: 'This is not your password.' }] },
  },
];

/** What the browser was given to save. */
async function saved(link: jest.SpyInstance, make: jest.Mock): Promise<{ name: string; text: string }> {
  const anchor = link.mock.contexts[0] as HTMLAnchorElement;
  const reader = new FileReader();
  const read = new Promise((resolve) => (reader.onload = resolve));
  reader.readAsText((make.mock.calls[0] as [Blob])[0]);
  await read;
  return { name: anchor.download, text: String(reader.result) };
}

describe('DownloadData', () => {
  const open = (): Promise<Stage> => Stage.set({ url: '/data', path: 'data', component: DownloadData, viewer: ann });

  it('saves everything as one file', async () => {
    const link = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
    const make = jest.fn(() => 'blob:x');
    URL.createObjectURL = make;
    const stage = await open();
    await stage.type('Your password', 'a good one');
    stage.submit();
    await stage.settle();
    expect(stage.text).toContain('Putting it together…');
    const request = stage.backend.expectOne(ExportAccountDocument);
    expect(request.operation.variables).toEqual({ input: { password: 'a good one' } });
    request.flushData({ exportAccount: { __typename: 'ExportAccountPayload', data: { profile: { name: 'Ann' } } } });
    await stage.settle();
    const { name, text } = await saved(link, make);
    expect(name).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(text)).toEqual({ profile: { name: 'Ann' } });
    expect(stage.text).toContain(`Your browser saves it as ${name}.`);
    expect(stage.field('Your password').value).toBe('');
  });

  it('says at the field that the password is wrong', async () => {
    const stage = await open();
    await stage.type('Your password', 'wrong');
    stage.submit();
    stage.backend.expectOne(ExportAccountDocument).graphqlErrors(badPassword);
    await stage.settle();
    expect(stage.below('Your password')).toBe('This is not your password.');
  });
});

describe('DeleteAccount', () => {
  const open = (viewer: typeof ann | typeof gita = ann): Promise<Stage> =>
    Stage.set({ url: '/data', path: 'data', component: DeleteAccount, viewer });

  async function ask(stage: Stage): Promise<void> {
    await stage.type('Your password', 'a good one');
    await stage.press('Delete my account');
    await stage.settle();
  }

  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('says what happens, to customers and to staff', async () => {
    const customers = await open();
    expect(customers.text).toContain('Signing in before then cancels that.');
    expect(customers.text).toContain('The shop keeps the conversations of your tickets, without your name.');
    TestBed.resetTestingModule();
    expect((await open(gita)).text).toContain('Your tickets go back to those without an agent.');
  });

  it('asks once, naming the account, and does nothing when the answer is no', async () => {
    const stage = await open();
    await ask(stage);
    expect(stage.overlay().text).toContain('The account of Ann (ann@example.test)');
    await stage.overlay().press('Not now');
    await stage.settle();
    stage.backend.expectNone(DeleteAccountDocument);
  });

  it('leads to the door with the day on which the account is erased', async () => {
    const stage = await open();
    const ends: SessionEnd[] = [];
    TestBed.inject(SessionStore).ended.subscribe((how) => ends.push(how));
    await ask(stage);
    await stage.overlay().press('Delete the account');
    await stage.settle();
    const request = stage.backend.expectOne(DeleteAccountDocument);
    expect(request.operation.variables).toEqual({ input: { password: 'a good one' } });
    request.flushData({ deleteAccount: { __typename: 'DeleteAccountPayload', deletionDueAt: '2026-03-08T12:00:00.000Z' } });
    await stage.settle();
    expect(JSON.stringify(ends)).toContain('2026. Sign in before then to keep it.');
  });

  it('shows why it can’t be done', async () => {
    const stage = await open();
    await ask(stage);
    await stage.overlay().press('Delete the account');
    await stage.settle();
    stage.backend.expectOne(DeleteAccountDocument).graphqlErrors(badPassword);
    await stage.settle();
    expect(stage.below('Your password')).toBe('This is not your password.');
  });
});
