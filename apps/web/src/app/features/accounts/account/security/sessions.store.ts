import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { SessionsQuery } from '#graphql';
import { EndOtherSessionsDocument, EndSessionDocument, SessionsDocument } from '#graphql/account';
import { switchMap } from 'rxjs';
import { Api, LOADING, type Load } from '../../../../data';

/** A browser that is signed in as the viewer. */
export type Session = SessionsQuery['sessions'][number];

/** The viewer's sessions. Provided by the page that shows them. */
@Injectable()
export class SessionsStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<SessionsQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(SessionsDocument, {}))),
    { initialValue: LOADING },
  );

  readonly sessions = computed(() => this.load().data?.sessions);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  /** Asks again. What is on the screen stays when that fails. */
  refresh(): void {
    this.api.query(SessionsDocument, {}).catch(() => undefined);
  }

  async end({ id }: Session): Promise<void> {
    await this.api.mutate(EndSessionDocument, { input: { sessionId: id } });
    this.keep((session) => session.id !== id);
  }

  async endOthers(): Promise<void> {
    await this.api.mutate(EndOtherSessionsDocument, {});
    this.keep(({ current }) => current);
  }

  private keep(stays: (session: Session) => boolean): void {
    this.api.cache.updateQuery({ query: SessionsDocument }, (known) => known && { sessions: known.sessions.filter(stays) });
  }
}
