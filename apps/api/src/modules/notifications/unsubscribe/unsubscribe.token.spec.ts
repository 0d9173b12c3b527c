import { SecretKey } from '../../../platform/auth';
import { NewsKind } from '../news-kind';
import { subscriptionOf, tokenOf } from './unsubscribe.token';

const SECRETS = new SecretKey('a key of at least thirty-two characters');
const ABOUT = { userId: '0198c1de-0000-7000-8000-000000000001', kind: NewsKind.STATUS_CHANGED };

it('leads back to whose it is and of what', () => {
  expect(subscriptionOf(SECRETS, tokenOf(SECRETS, ABOUT))).toEqual(ABOUT);
  expect(tokenOf(SECRETS, ABOUT)).toMatch(/^[\w.-]+$/); // stands in an address as it is
});

const token = tokenOf(SECRETS, ABOUT);
it.each([
  ['nothing', ''],
  ['another person', token.replace('0001.', '0002.')],
  ['another kind', token.replace('STATUS_CHANGED', 'TICKET_CLOSED')],
  ['another signature', `${token.slice(0, -2)}xx`],
  ['no signature', token.slice(0, token.lastIndexOf('.'))],
  ['a signature with more', `${token}x`],
  ['another key', tokenOf(new SecretKey('another key of more than thirty-two letters'), ABOUT)],
  ['another use', SECRETS.sign(`other.STATUS_CHANGED.${ABOUT.userId}`)],
  ['no such kind', SECRETS.sign(`unsubscribe.PASSWORD_CHANGED.${ABOUT.userId}`)],
])('is good for nothing with %s', (_what, forged) => {
  expect(forged).not.toBe(token);
  expect(subscriptionOf(SECRETS, forged)).toBeNull();
});
