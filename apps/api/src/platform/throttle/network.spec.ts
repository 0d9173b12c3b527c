import { networkOf } from './network';

describe('the network that a client is counted under', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['fd00:aa::2', 'fd00:aa::/64'],
    ['fd00:aa:0:0:ffff::3', 'fd00:aa::/64'],
    ['fd00:aa:0:1::2', 'fd00:aa:0:1::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});
