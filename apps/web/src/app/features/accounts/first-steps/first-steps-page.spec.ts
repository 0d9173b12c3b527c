import type { Duty } from '#graphql';
import { ChangePasswordDocument } from '#graphql/doors';
import { gita } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { FirstStepsPage } from './first-steps-page';

const withDuties = (...duties: Duty[]): typeof gita => ({ ...gita, duties });

async function change(viewer: typeof gita): Promise<Stage> {
  const stage = await Stage.set({ url: '/first-steps?returnTo=%2Faccount', path: 'first-steps', component: FirstStepsPage, viewer });
  await stage.type('First password', 'told by asha');
  await stage.type('New password', 'quiet harbour lamp');
  await stage.type('Confirm new password', 'quiet harbour lamp');
  await stage.press('Change the password');
  return stage;
}

const changed = (viewer: typeof gita) => ({ changePassword: { __typename: 'ChangePasswordPayload', viewer } });

describe('FirstStepsPage', () => {
  it('has one choose a password of one’s own, then goes on', async () => {
    const stage = await change(withDuties('CHANGE_PASSWORD'));
    const request = stage.backend.expectOne(ChangePasswordDocument);
    const input = { currentPassword: 'told by asha', newPassword: 'quiet harbour lamp' };
    expect(request.operation.variables).toEqual({ input });
    request.flushData(changed(withDuties()));
    await stage.settle();
    expect(stage.url).toBe('/account');
  });

  it('goes on to the second factor where the shop insists on it', async () => {
    const stage = await change(withDuties('CHANGE_PASSWORD', 'SET_UP_SECOND_FACTOR'));
    stage.backend.expectOne(ChangePasswordDocument).flushData(changed(withDuties('SET_UP_SECOND_FACTOR')));
    await stage.settle();
    expect(stage.text).toContain('Set up a second factor');
    expect(stage.page.querySelector('ccr-second-factor-setup')).not.toBeNull();
    expect(stage.url).toContain('/first-steps');
  });

  it('shows at its field that the first password is not right', async () => {
    const stage = await change(withDuties('CHANGE_PASSWORD'));
    const issues = [{ path: 'input.currentPassword', message: 'This is not your password.' }];
    stage.backend.expectOne(ChangePasswordDocument).graphqlErrors([{ message: 'x', extensions: { code: 'BAD_USER_INPUT', issues } }]);
    await stage.settle();
    expect(stage.below('First password')).toBe('This is not your password.');
  });
});
