import { TestBed } from '@angular/core/testing';
import { APOLLO_TESTING_CACHE, ApolloTestingController, ApolloTestingModule } from 'apollo-angular/testing';
import type { Duty } from '#graphql';
import { SignOutDocument, ViewerDocument } from '#graphql/accounts';
import { ChangePasswordDocument } from '#graphql/doors';
import { ann } from '../../../test/data';
import { Api, SessionDoubt, createCache } from '../../data';
import { type SessionEnd, SessionStore } from './session.store';

const settle = (ms = 0): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

function begin(viewer: typeof ann | null) {
  TestBed.configureTestingModule({
    imports: [ApolloTestingModule],
    providers: [{ provide: APOLLO_TESTING_CACHE, useFactory: createCache }],
  });
  TestBed.inject(Api).cache.writeQuery({ query: ViewerDocument, data: { viewer } });
  const session = TestBed.inject(SessionStore);
  const ends: SessionEnd[] = [];
  session.ended.subscribe((how) => ends.push(how));
  return { session, ends, doubt: TestBed.inject(SessionDoubt).raised, backend: TestBed.inject(ApolloTestingController) };
}

describe('SessionStore', () => {
  it('finds out whether the session has really ended before it says so', async () => {
    const { ends, doubt, backend } = begin(ann);
    doubt.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: ann });
    await settle();
    expect(ends).toEqual([]);
    doubt.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: null }); // another tab's new cookie may be on its way
    await settle(200);
    expect(ends).toEqual([]);
    backend.expectOne(ViewerDocument).flushData({ viewer: null });
    await settle();
    expect(ends).toEqual(['expired']);
  });

  it('stays in when a second look finds the session that another tab was given', async () => {
    const { ends, doubt, backend } = begin(ann);
    doubt.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: null });
    await settle(200);
    backend.expectOne(ViewerDocument).flushData({ viewer: ann });
    await settle();
    expect(ends).toEqual([]);
  });

  it('has ended too when someone else has signed in meanwhile, in another tab', async () => {
    const { session, ends, doubt, backend } = begin(ann);
    doubt.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: { ...ann, id: 'someone-else', name: 'Ben' } });
    await settle();
    expect(ends).toEqual(['expired']);
    expect(session.viewer()?.name).toBe('Ann'); // until her pages are gone
  });

  it('says with everything it does for whom the page was opened', async () => {
    const { session, backend } = begin(ann);
    TestBed.tick();
    void session.signOut();
    expect(backend.expectOne(SignOutDocument).operation.getContext()['headers']).toEqual({ 'ccr-viewer': ann.id });
  });

  it('has no doubts while nobody is signed in, or when it is just leaving', async () => {
    const { session, ends, doubt, backend } = begin(ann);
    const leaving = session.signOut();
    doubt.next();
    backend.expectNone(ViewerDocument);
    backend.expectOne(SignOutDocument).flushData({ signOut: { __typename: 'SignOutPayload', ok: true } });
    await leaving;
    expect(ends).toEqual(['left']);
    session.leave();
    doubt.next();
    backend.expectNone(ViewerDocument);
  });

  it('has no doubts while it gets another session on the way', async () => {
    const { session, ends, doubt, backend } = begin(ann);
    const changing = session.changePassword({ currentPassword: 'old', newPassword: 'new' });
    doubt.next();
    backend.expectNone(ViewerDocument);
    const changed = { ...ann, duties: [] as Duty[] };
    backend.expectOne(ChangePasswordDocument).flushData({ changePassword: { __typename: 'ChangePasswordPayload', viewer: changed } });
    await changing;
    expect(ends).toEqual([]);
    doubt.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: ann });
  });

  it('tells when the server has begun to insist on something', async () => {
    const { session, ends, doubt, backend } = begin(ann);
    let hindered = 0;
    session.hindered.subscribe(() => (hindered += 1));
    doubt.next();
    backend.expectOne(ViewerDocument).flushData({ viewer: { ...ann, duties: ['SET_UP_SECOND_FACTOR'] } });
    await settle();
    expect([hindered, ends]).toEqual([1, []]);
    expect(session.viewer()?.duties).toEqual(['SET_UP_SECOND_FACTOR']);
  });

  it.each([
    ['is signed out with the rest', null, undefined],
    ['stays in when it was someone else’s account', ann, 'Ann'],
  ])('after all sessions of an account have ended: %s', async (_, answer, name) => {
    const { session, ends, doubt, backend } = begin(ann);
    const ending = session.endEverywhere(async () => {
      doubt.next();
    });
    await settle();
    backend.expectOne(ViewerDocument).flushData({ viewer: answer });
    await ending;
    expect(session.viewer()?.name).toBe(name);
    expect(ends).toEqual([]); // the page that did it says so itself
  });

  it('asks the server once who is signed in, and again after a failure', async () => {
    const { session, backend } = begin(null);
    const first = session.ensure();
    backend.expectOne(ViewerDocument).networkError(new TypeError('Failed to fetch'));
    await expect(first).rejects.toThrow('We could not reach the server.');
    const second = session.ensure();
    backend.expectOne(ViewerDocument).flushData({ viewer: ann });
    expect((await second)?.name).toBe('Ann');
    expect((await session.ensure())?.name).toBe('Ann');
  });

  it('forgets what the person before has seen', () => {
    const { session } = begin(ann);
    session.forget();
    expect(session.viewer()).toBeNull();
    expect(JSON.stringify(TestBed.inject(Api).cache.extract())).not.toContain('Ann');
  });
});
