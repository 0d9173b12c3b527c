import { CancelEmailChangeDocument, ConfirmEmailChangeDocument, RequestEmailChangeDocument, UpdateProfileDocument } from '#graphql/account';
import { ann } from '../../../../../test/data';
import { Stage } from '../../../../../test/stage';
import { ProfilePage } from './profile-page';

const open = (viewer = ann): Promise<Stage> => Stage.set({ url: '/account', path: 'account', component: ProfilePage, viewer });
const payload = (verb: string, viewer: typeof ann) => ({ [verb]: { __typename: 'Payload', viewer } });
const address = (stage: Stage): string[] =>
  [...stage.page.querySelectorAll('ccr-email-section .head > span')].map((one) => one.textContent ?? '');
const offline = new TypeError('Failed to fetch');

const badInput = (field: string, message: string) => [
  { message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: `input.${field}`, message }] } },
];

/** Choosing is a change, not an input. */
async function choose(stage: Stage, label: string, value: string): Promise<void> {
  const select = stage.field(label);
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await stage.settle();
}

async function withPending(): Promise<Stage> {
  const stage = await open({ ...ann, pendingEmail: 'new@example.test' });
  expect(stage.text).toContain('We sent a code to new@example.test');
  return stage;
}

describe('ProfilePage', () => {
  it('shows who one is, and saves what one changes', async () => {
    const stage = await open({ ...ann, mobile: '+447700900123', language: null, timeZone: 'Europe/Berlin' });
    expect(stage.field('Mobile (optional)').value).toBe('+447700900123');
    expect(stage.field('Time zone').value).toBe('Europe/Berlin');
    expect(stage.text).toContain('Australian English');
    expect(stage.field('Language').value).toBe('');
    await stage.type('Name', ' Anna ');
    await stage.type('Mobile (optional)', '');
    await choose(stage, 'Language', 'en-US');
    await choose(stage, 'Time zone', '');
    await stage.press('Save');
    const request = stage.backend.expectOne(UpdateProfileDocument);
    expect(request.operation.variables).toEqual({ input: { name: 'Anna', mobile: null, language: 'en-US', timeZone: null } });
    request.flushData(payload('updateProfile', { ...ann, name: 'Anna' }));
    await stage.settle();
    expect(stage.text).toContain('Saved');
    await stage.type('Name', 'Anne');
    expect(stage.text).not.toContain('Saved');
  });

  it('keeps what was typed when saving fails, and shows the objection at its field', async () => {
    const stage = await open();
    await stage.type('Mobile (optional)', '0151 23');
    await stage.press('Save');
    stage.backend.expectOne(UpdateProfileDocument).networkError(offline);
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(stage.field('Mobile (optional)').value).toBe('0151 23');
    await stage.press('Save');
    stage.backend.expectOne(UpdateProfileDocument).graphqlErrors(badInput('mobile', 'Write it in the international form.'));
    await stage.settle();
    expect(stage.below('Mobile (optional)')).toBe('Write it in the international form.');
    expect(stage.text).not.toContain('Saved');
  });
});

describe('EmailSection', () => {
  it('says whether the address is confirmed, and where to do it', async () => {
    expect(address(await open())).toEqual(['ann@example.test', 'Confirmed']);
  });

  it('leads to the confirmation of an address that is not', async () => {
    const stage = await open({ ...ann, emailVerified: false });
    expect(address(stage)).toEqual(['ann@example.test', 'Not confirmed']);
    expect(stage.page.querySelector('a[href="/confirm-email"]')).not.toBeNull();
  });

  it('asks for the new address and the password, then for the code that was sent there', async () => {
    const stage = await open();
    await stage.press('Change e-mail');
    expect(document.activeElement).toBe(stage.field('New e-mail'));
    await stage.type('New e-mail', ' new@example.test ');
    await stage.type('Your password', 'a good one');
    await stage.press('Send the code');
    const request = stage.backend.expectOne(RequestEmailChangeDocument);
    expect(request.operation.variables).toEqual({ input: { newEmail: 'new@example.test', password: 'a good one' } });
    request.flushData(payload('requestEmailChange', { ...ann, pendingEmail: 'new@example.test' }));
    await stage.settle();
    expect(stage.text).toContain('We sent a code to new@example.test');
    expect(address(stage)).toEqual(['ann@example.test', 'Confirmed']);
  });

  it('says at the field that the address is taken', async () => {
    const stage = await open();
    await stage.press('Change e-mail');
    await stage.type('New e-mail', 'gita@example.test');
    await stage.type('Your password', 'a good one');
    await stage.press('Send the code');
    stage.backend.expectOne(RequestEmailChangeDocument).graphqlErrors(badInput('newEmail', 'This address is in use.'));
    await stage.settle();
    expect(stage.below('New e-mail')).toBe('This address is in use.');
  });

  it('confirms the change with the code', async () => {
    const stage = await withPending();
    await stage.type('Code from the mail', '123 456');
    await stage.press('Confirm the new e-mail');
    const request = stage.backend.expectOne(ConfirmEmailChangeDocument);
    expect(request.operation.variables).toEqual({ input: { code: '123456' } });
    request.flushData(payload('confirmEmailChange', { ...ann, email: 'new@example.test' }));
    await stage.settle();
    expect(address(stage)).toEqual(['new@example.test', 'Confirmed']);
    expect(stage.text).toContain('Your e-mail was changed.');
  });

  it('sends another code for the same address, and leaves the change alone when that is thought better of', async () => {
    const stage = await withPending();
    await stage.press('No mail? Send another code');
    expect(stage.field('New e-mail').value).toBe('new@example.test');
    await stage.press('Cancel');
    expect(stage.text).toContain('We sent a code to new@example.test');
    stage.backend.expectNone(CancelEmailChangeDocument);
  });

  it('cancels the change', async () => {
    const stage = await withPending();
    await stage.press('Cancel the change');
    stage.backend.expectOne(CancelEmailChangeDocument).flushData(payload('cancelEmailChange', ann));
    await stage.settle();
    expect(stage.text).toContain('The e-mail stays as it is.');
    expect(stage.text).not.toContain('We sent a code');
  });
});
