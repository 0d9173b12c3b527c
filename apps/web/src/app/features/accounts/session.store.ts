import { Injectable, computed, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Role, isStaff } from '@ccr/domain';
import type { AcceptInvitationInput, ChangePasswordInput, SignInInput, SignUpInput, ViewerFieldsFragment } from '#graphql';
import { SignInDocument, SignOutDocument, SignUpDocument, ViewerDocument } from '#graphql/accounts';
import { AcceptInvitationDocument, ChangePasswordDocument } from '#graphql/doors';
import { Subject, exhaustMap, filter } from 'rxjs';
import { ActingFor, Api, Problem, SessionDoubt } from '../../data';

/** Who is signed in. */
export type Viewer = ViewerFieldsFragment;

/** How a session ended: the person left, the server no longer knows them, or something was done that the door tells of. */
export type SessionEnd = 'left' | 'expired' | { readonly notice: string };

const SECOND_LOOK_AFTER = 150;

/** The viewer, and the ways in and out. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly api = inject(Api);
  private readonly answer = toSignal(this.api.follow(ViewerDocument, {}));
  private asked: Promise<unknown> | null = null;
  private changes = 0;

  readonly viewer = computed<Viewer | null>(() => this.answer()?.viewer ?? null);
  readonly isStaff = computed(() => isStaff((this.viewer()?.role ?? Role.CUSTOMER) as Role));
  readonly ended = new Subject<SessionEnd>();
  /** This browser was given another session of the same viewer; what hung on the one before is gone. */
  readonly renewed = new Subject<void>();
  /** The server has begun to insist on something while the pages were open. */
  readonly hindered = new Subject<void>();

  constructor() {
    const actingFor = inject(ActingFor);
    effect(() => (actingFor.viewerId = this.viewer()?.id ?? null));
    inject(SessionDoubt)
      .raised.pipe(
        filter(() => this.viewer() !== null && !this.changes),
        exhaustMap(() => this.findOut()),
      )
      .subscribe();
  }

  /** The viewer, asking the server first if nobody has yet. */
  async ensure(): Promise<Viewer | null> {
    this.asked ??= this.api.query(ViewerDocument, {});
    try {
      await this.asked;
    } catch (problem) {
      this.asked = null;
      throw problem;
    }
    return this.viewer();
  }

  /** Gives back whether they had deleted their account, and keep it now. */
  async signIn(input: SignInInput): Promise<boolean> {
    try {
      const { signIn } = await this.api.mutate(SignInDocument, { input });
      this.begin(signIn.viewer);
      return signIn.deletionCancelled;
    } catch (error) {
      throw wordedForSignIn(error as Problem);
    }
  }

  async signUp(input: SignUpInput): Promise<void> {
    const { signUp } = await this.api.mutate(SignUpDocument, { input });
    this.begin(signUp.viewer);
  }

  async acceptInvitation(input: AcceptInvitationInput): Promise<void> {
    const { acceptInvitation } = await this.api.mutate(AcceptInvitationDocument, { input });
    this.begin(acceptInvitation.viewer);
  }

  async changePassword(input: ChangePasswordInput): Promise<void> {
    await this.renew(() => this.api.mutate(ChangePasswordDocument, { input }));
  }

  async signOut(): Promise<void> {
    await this.exchange(() => this.api.mutate(SignOutDocument, {}).catch(unlessSignedOut));
    this.ended.next('left');
  }

  /**
   * Does what gives this browser another session, or ends the one it has: that the server closes the socket on the way
   * is no news.
   */
  async exchange<T>(work: () => Promise<T>): Promise<T> {
    this.changes += 1;
    try {
      return await work();
    } finally {
      this.changes -= 1;
    }
  }

  /** Does what gives this browser another session of the same viewer. */
  async renew<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.exchange(work);
    this.renewed.next();
    return result;
  }

  /** Does what ends all sessions of someone, who may be the viewer or not; then the pages know who is in still. */
  async endEverywhere<T>(work: () => Promise<T>): Promise<T> {
    return this.exchange(async () => {
      const result = await work();
      const { viewer } = await this.api.ask(ViewerDocument, {}).catch(() => ({ viewer: this.viewer() }));
      if (viewer?.id !== this.viewer()?.id) this.begin(viewer);
      return result;
    });
  }

  /** From here on nobody is signed in; what was seen stays until `forget`, for the pages that are still there. */
  leave(): void {
    this.api.cache.writeQuery({ query: ViewerDocument, data: { viewer: null } });
  }

  /** Drops everything that the person before has seen. Call it once their pages are gone. */
  forget(): void {
    this.begin(null);
  }

  private begin(viewer: Viewer | null): void {
    this.api.forget();
    this.api.cache.writeQuery({ query: ViewerDocument, data: { viewer } });
  }

  private async findOut(): Promise<void> {
    try {
      const viewer = await this.whoIsIn();
      // Someone else may have signed in, in another tab.
      if (viewer?.id !== this.viewer()?.id) this.ended.next('expired');
      else if (viewer) this.update(viewer);
    } catch {
      // Not reachable: whether the session has ended will show with the next answer.
    }
  }

  /** Another tab may have been given a new session whose cookie is still on its way: then a second look finds it. */
  private async whoIsIn(): Promise<Viewer | null> {
    const { viewer } = await this.api.ask(ViewerDocument, {});
    if (viewer) return viewer;
    await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_AFTER));
    return (await this.api.ask(ViewerDocument, {})).viewer;
  }

  private update(viewer: Viewer): void {
    this.api.cache.writeQuery({ query: ViewerDocument, data: { viewer } });
    if (viewer.duties.length) this.hindered.next();
  }
}

/** Signed out already, or as someone else: that is what was wanted. */
function unlessSignedOut(problem: Problem): void {
  if (problem.code !== 'UNAUTHENTICATED') throw problem;
}

/** At the door, "not signed in" can only mean that e-mail and password do not fit, and "not allowed" only one thing. */
function wordedForSignIn(problem: Problem): Problem {
  const wrong = (problem.code === 'UNAUTHENTICATED' || problem.code === 'BAD_USER_INPUT') && !problem.issues.length;
  if (wrong) return new Problem(problem.code, 'The e-mail or the password is not right.');
  if (problem.code !== 'FORBIDDEN') return problem;
  return new Problem(problem.code, 'This account was deactivated. Ask an admin of the shop to let you in again.');
}
