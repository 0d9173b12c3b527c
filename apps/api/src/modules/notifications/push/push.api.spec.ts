import { eventually } from '@ccr/testkit';
import { PushService } from '../../../testing/push-service';
import { startTestServer, type TestServer } from '../../../testing/test-server';

const SUBSCRIBE = 'mutation($input: SubscribeToPushInput!) { subscribeToPush(input: $input) { ok } }';

describe('people who are told by their browsers', () => {
  let test: TestServer;
  let service: PushService;

  beforeAll(async () => {
    test = await startTestServer({ PRIVATE_TARGETS: '127.0.0.0/8' });
    service = new PushService(() => test.server.platform.secretKey.pushKeys.publicKey);
    await service.start();
  });
  afterAll(async () => {
    expect(service.complaints).toEqual([]);
    await service.stop();
    await test.stop();
  });

  it('hear of an assignment and of replies, and never of a note', async () => {
    const [ann, gita] = [await test.shop.customer(), await test.shop.agent()];
    const [hers, theirs] = [service.browser(), service.browser()];
    await ann.do(SUBSCRIBE, { input: hers });
    await gita.do(SUBSCRIBE, { input: theirs });
    const titles = (to: string): string[] => service.messages.filter((message) => message.to === to).map(({ data }) => data['title'] ?? '');

    const { id, reference } = await test.shop.assignedTicket(ann, gita);
    await eventually('the assignment', () => titles(hers.endpoint).length === 1 && titles(theirs.endpoint).length === 1);
    await test.shop.message(gita, id, 'Handle with care', 'NOTE');
    await test.shop.message(gita, id, 'We have **sent** it');
    await eventually('the reply', () => titles(hers.endpoint).length === 2);
    await test.shop.message(ann, id, 'Thank you');
    await eventually('the answer', () => titles(theirs.endpoint).length === 2);

    const reply = service.messages.find(({ to, data }) => to === hers.endpoint && data['body']?.includes('sent'));
    expect(reply?.data).toMatchObject({ body: 'We have sent it', path: `/tickets/${reference}`, tag: id });
    expect(reply?.data['title']).toContain('Gita');
    expect(JSON.stringify(service.messages)).not.toContain('Handle with care');
  });
});
