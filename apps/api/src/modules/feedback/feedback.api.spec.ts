import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { EventRow } from '../../platform/events';
import { confirmEmail, mailTo } from '../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../testing/test-server';

const FIELDS = 'id body createdAt answer answeredAt done author { id name email } answeredBy { id name email }';
const SEND = `mutation($input: SendFeedbackInput!) { sendFeedback(input: $input) { feedback { ${FIELDS} } } }`;
const ANSWER = `mutation($input: AnswerFeedbackInput!) { answerFeedback(input: $input) { feedback { ${FIELDS} } } }`;
const MARK = `mutation($input: MarkFeedbackDoneInput!) { markFeedbackDone(input: $input) { feedback { ${FIELDS} } } }`;
const ALL = `query($first: Int, $after: String, $filter: FeedbackFilter) {
  feedback(first: $first, after: $after, filter: $filter) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } }
}`;
const OWN = `query($first: Int, $after: String) { myFeedback(first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;
const SUBJECT = 'Your feedback has an answer';

interface Feedback {
  readonly id: string;
  readonly body: string;
  readonly answer: string | null;
  readonly done: boolean | null;
}
interface Page {
  readonly nodes: Feedback[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe('feedback', () => {
  let test: TestServer;
  let admin: Person;
  let ann: Person;
  let gita: Person;

  const send = async (by: Actor, body: string, clientMutationId?: string): Promise<Feedback> =>
    (await by.do<{ sendFeedback: { feedback: Feedback } }>(SEND, { input: { body, clientMutationId } })).sendFeedback.feedback;
  const answer = async (by: Actor, feedbackId: string, text: string): Promise<Feedback> =>
    (await by.do<{ answerFeedback: { feedback: Feedback } }>(ANSWER, { input: { feedbackId, answer: text } })).answerFeedback.feedback;
  const mark = async (feedbackId: string, done: boolean): Promise<Feedback> =>
    (await admin.do<{ markFeedbackDone: { feedback: Feedback } }>(MARK, { input: { feedbackId, done } })).markFeedbackDone.feedback;
  const all = async (variables: object = {}): Promise<Page> => (await admin.do<{ feedback: Page }>(ALL, { ...variables })).feedback;
  const own = async (by: Actor, variables: object = {}): Promise<Page> => (await by.do<{ myFeedback: Page }>(OWN, { ...variables })).myFeedback;
  const facts = async (of: Person): Promise<string[]> => {
    const rows = await test.server.platform.database.repository(EventRow).find({ where: { streamId: of.id }, order: { seq: 'ASC' } });
    return rows.map(({ type }) => type).filter((type) => type.startsWith('Feedback'));
  };
  const answers = async (to: Person): Promise<number> => (await test.mailsTo(to.email)).filter(({ subject }) => subject === SUBJECT).length;

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer('Ann Rao');
    gita = await test.shop.agent('Gita Mehta');
  });

  it('is sent by customers and agents, and read by admins, the newest first', async () => {
    const [first, second] = [await send(ann, '  I like the little lights '), await send(gita, 'The list could be denser')];
    const author = { id: ann.id, name: 'Ann Rao', email: ann.email };
    const untouched = { answer: null, answeredAt: null, answeredBy: null, done: null };
    expect(first).toMatchObject({ body: 'I like the little lights', author, ...untouched });
    expect((await all({ first: 2 })).nodes).toEqual([second, first].map((sent) => ({ ...sent, done: false })));
    expect(await facts(ann)).toEqual(['FeedbackSent']);
  });

  it('is answered by mail and on the page of who sent it', async () => {
    await confirmEmail(test, ann);
    const { id } = await send(ann, 'Where is the dark theme?');
    await answer(admin, id, ' It follows your device. ');
    const mail = await mailTo(test, ann.email, SUBJECT);
    expect(mail.text).toContain('/feedback');
    expect(mail.text).not.toContain('dark theme');
    const [seen] = (await own(ann)).nodes;
    // Like everybody of the staff, by their name alone.
    expect(seen).toMatchObject({ id, answer: 'It follows your device.', answeredBy: { id: admin.id, email: null } });
    expect(await facts(ann)).toEqual(['FeedbackSent', 'FeedbackAnswered']);
  });

  it('is answered once: a retry does nothing, another answer is refused, of two at once one wins', async () => {
    await confirmEmail(test, ann);
    const { id } = await send(ann, 'Once');
    const given = await answer(admin, id, 'Thank you.');
    expect(await answer(admin, id, 'Thank you. ')).toEqual(given);
    expect((await admin.fail(ANSWER, { input: { feedbackId: id, answer: 'Something else' } })).extensions.code).toBe('CONFLICT');
    const other = await send(ann, 'Twice at once');
    const tried = await Promise.all(['One', 'Two'].map((text) => admin.send(ANSWER, { input: { feedbackId: other.id, answer: text } })));
    expect(tried.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect((await facts(ann)).filter((type) => type === 'FeedbackAnswered')).toHaveLength(2);
    await mailTo(test, ann.email, SUBJECT);
  });

  it('is told by no mail to those who do not want it', async () => {
    await confirmEmail(test, ann);
    await ann.do('mutation($input: SetNotificationChoiceInput!) { setNotificationChoice(input: $input) { choice { kind } } }', {
      input: { kind: 'FEEDBACK_ANSWERED', mail: false },
    });
    const [quiet, told] = [await send(ann, 'No mail please'), await send(gita, 'A mail please')];
    await answer(admin, quiet.id, 'As you like.');
    await answer(admin, told.id, 'Here it is.');
    await mailTo(test, gita.email, SUBJECT);
    expect(await answers(ann)).toBe(0);
  });

  it('is put aside as done and taken back, and listed by that', async () => {
    const [kept, done] = [await send(ann, 'Keep me'), await send(ann, 'Done with me')];
    expect(await mark(done.id, true)).toEqual({ ...done, done: true });
    expect(await mark(done.id, true)).toEqual({ ...done, done: true });
    const ids = async (filter: object): Promise<string[]> => (await all({ first: 100, filter })).nodes.map(({ id }) => id);
    const [open, ended] = [await ids({ done: false }), await ids({ done: true })];
    expect([open.includes(kept.id), open.includes(done.id)]).toEqual([true, false]);
    expect([ended.includes(kept.id), ended.includes(done.id)]).toEqual([false, true]);
    expect((await own(ann)).nodes.map((sent) => sent.done)).toEqual([null, null]);
    expect(await mark(done.id, false)).toEqual({ ...done, done: false });
    expect(await ids({ done: false })).toEqual(expect.arrayContaining([kept.id, done.id]));
    expect(await facts(ann)).toEqual(['FeedbackSent', 'FeedbackSent', 'FeedbackDone', 'FeedbackDone']);
  });

  it('comes page by page, to the author only their own', async () => {
    const sent: string[] = [];
    for (const body of ['one', 'two', 'three', 'four', 'five']) sent.unshift((await send(ann, body)).id);
    await send(gita, 'between');
    const first = await own(ann, { first: 3 });
    const second = await own(ann, { first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(sent);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect((await own(gita)).nodes.map(({ body }) => body)).toEqual(['between']);
    const filter = { done: false };
    const page = await all({ first: 2, filter });
    const next = await all({ first: 2, filter, after: page.pageInfo.endCursor });
    expect([...page.nodes, ...next.nodes].map(({ body }) => body)).toEqual(['between', 'five', 'four', 'three']);
    expect((await admin.fail(ALL, { after: 'x' })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'after' }] });
  });

  it('is sent once with a clientMutationId, also twice at once', async () => {
    const key = randomUUID();
    const made = await Promise.all([send(ann, 'Once', key), send(ann, 'Once', key)]);
    made.push(await send(ann, 'Once', key));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await own(ann)).nodes).toHaveLength(1);
  });

  it('is taken ten times an hour from one person; a retry is none of them', async () => {
    const key = randomUUID();
    for (let time = 1; time <= 9; time++) await send(ann, `Number ${time}`);
    const tenth = await send(ann, 'Number 10', key);
    const { code, retryAfterSeconds } = (await ann.fail(SEND, { input: { body: 'Number 11' } })).extensions;
    expect(code).toBe('RATE_LIMITED');
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(await send(ann, 'Number 10', key)).toEqual(tenth);
    await send(gita, 'I have not said a word');
    expect((await own(ann)).nodes).toHaveLength(10);
  });

  it('is nobody’s to read or answer but the admins’, nor the admins’ to send', async () => {
    const { id } = await send(ann, 'For the admins');
    const manage = [[ALL, {}], [ANSWER, { input: { feedbackId: id, answer: 'x' } }], [MARK, { input: { feedbackId: id, done: true } }]] as const;
    const program = await test.shop.program(admin, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    for (const [query, variables] of manage) {
      for (const other of [ann, gita, program]) expect((await other.fail(query, variables)).extensions.code).toBe('FORBIDDEN');
      expect((await test.shop.visitor().fail(query, variables)).extensions.code).toBe('UNAUTHENTICATED');
    }
    for (const query of [OWN, SEND]) expect((await admin.fail(query, { input: { body: 'x' } })).extensions.code).toBe('FORBIDDEN');
    expect((await own(ann)).nodes).toMatchObject([{ id, answer: null, done: null }]);
  });

  it('that does not exist is not found', async () => {
    const feedbackId = '00000000-0000-7000-8000-000000000000';
    expect((await admin.fail(ANSWER, { input: { feedbackId, answer: 'x' } })).extensions.code).toBe('NOT_FOUND');
    expect((await admin.fail(MARK, { input: { feedbackId, done: true } })).extensions.code).toBe('NOT_FOUND');
  });

  it.each([
    ['blank', ' ', 'The feedback is needed.'],
    ['endless', 'x'.repeat(5_001), 'The feedback is too long: at most 5000 characters.'],
    ['unprintable', 'a\u0007b', "The feedback has characters that can't be shown."],
  ])('is refused when it is %s', async (_what, body, message) => {
    const { extensions } = await ann.fail(SEND, { input: { body } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.body', message }] });
    expect((await own(ann)).nodes).toEqual([]);
  });

  it('wants an answer with words in it', async () => {
    const { id } = await send(ann, 'Hello');
    const { extensions } = await admin.fail(ANSWER, { input: { feedbackId: id, answer: ' \n' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.answer', message: 'The answer is needed.' }] });
  });
});
