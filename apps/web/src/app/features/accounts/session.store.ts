import { Injectable, computed, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Role, isStaff } from '@ccr/domain';
import {
  type PersonFieldsFragment,
  SignInDocument,
  type SignInInput,
  SignOutDocument,
  SignUpDocument,
  type SignUpInput,
  ViewerDocument,
} from '#graphql';
import { Subject, exhaustMap, filter } from 'rxjs';
import { ActingFor, Api, Problem, SessionDoubt } from '../../data';

/** Who is signed in. */
export type Viewer = PersonFieldsFragment;

/** How a session ended: the person left, or the server no longer knows them. */
export type SessionEnd = 'left' | 'expired';

/** The viewer, and the ways in and out. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly api = inject(Api);
  private readonly answer = toSignal(this.api.follow(ViewerDocument, {}));
  private asked: Promise<unknown> | null = null;
  private isLeaving = false;

  readonly viewer = computed<Viewer | null>(() => this.answer()?.viewer ?? null);
  readonly isStaff = computed(() => isStaff((this.viewer()?.role ?? Role.CUSTOMER) as Role));
  readonly ended = new Subject<SessionEnd>();

  constructor() {
    const actingFor = inject(ActingFor);
    effect(() => (actingFor.viewerId = this.viewer()?.id ?? null));
    inject(SessionDoubt)
      .raised.pipe(
        filter(() => this.viewer() !== null && !this.isLeaving),
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

  async signIn(input: SignInInput): Promise<void> {
    try {
      const { signIn } = await this.api.mutate(SignInDocument, { input });
      this.begin(signIn.viewer);
    } catch (error) {
      throw wordedForSignIn(error as Problem);
    }
  }

  async signUp(input: SignUpInput): Promise<void> {
    const { signUp } = await this.api.mutate(SignUpDocument, { input });
    this.begin(signUp.viewer);
  }

  async signOut(): Promise<void> {
    // The server closes the socket on the way: that is no news.
    this.isLeaving = true;
    try {
      await this.api.mutate(SignOutDocument, {}).catch(unlessSignedOut);
      this.ended.next('left');
    } finally {
      this.isLeaving = false;
    }
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
      const { viewer } = await this.api.ask(ViewerDocument, {});
      // Someone else may have signed in, in another tab.
      if (viewer?.id !== this.viewer()?.id) this.ended.next('expired');
    } catch {
      // Not reachable: whether the session has ended will show with the next answer.
    }
  }
}

/** Signed out already, or as someone else: that is what was wanted. */
function unlessSignedOut(problem: Problem): void {
  if (problem.code !== 'UNAUTHENTICATED') throw problem;
}

/** At the door, "not signed in" can only mean that e-mail and password do not fit. */
function wordedForSignIn(problem: Problem): Problem {
  const wrong = problem.code === 'UNAUTHENTICATED' || (problem.code === 'BAD_USER_INPUT' && !problem.issues.length);
  return wrong ? new Problem(problem.code, 'The e-mail or the password is not right.') : problem;
}
