import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { toProblem } from '../../../../data';
import { Clock, ProblemNote, Skeleton, TimeAgo, dateWords, focusMover } from '../../../../ui';
import { Confirm } from '../../../../ui/confirm/confirm';
import { type Session, SessionsStore } from './sessions.store';

/** Where one is signed in, and the ways to end that elsewhere. */
@Component({
  selector: 'ccr-sessions-section',
  imports: [MatButton, ProblemNote, Skeleton, TimeAgo],
  templateUrl: './sessions-section.html',
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  // Someone may have signed in elsewhere meanwhile.
  host: { '(window:focus)': 'store.refresh()' },
})
export class SessionsSection {
  private readonly confirm = inject(Confirm);
  private readonly moveFocus = focusMover();

  protected readonly store = inject(SessionsStore);
  protected readonly now = inject(Clock).now;
  protected readonly problem = signal('');
  protected readonly said = signal('');
  protected readonly hasOthers = computed(() => this.store.sessions()?.some(({ current }) => !current) ?? false);
  protected readonly dateWords = dateWords;

  protected async end(session: Session): Promise<void> {
    const sure = await this.confirm.ask({
      title: `End the session of ${session.device}?`,
      text: `It signed in from ${session.ipAddress} on ${dateWords(session.createdAt)}. Whoever uses it has to sign in again.`,
      yes: 'End the session',
    });
    if (sure) await this.work(() => this.store.end(session), `The session of ${session.device} has ended.`);
  }

  protected async endOthers(): Promise<void> {
    const sure = await this.confirm.ask({
      title: 'End all other sessions?',
      text: 'You stay signed in here. Everywhere else you have to sign in again.',
      yes: 'End all others',
    });
    if (sure) await this.work(() => this.store.endOthers(), 'All other sessions have ended.');
  }

  private async work(verb: () => Promise<void>, done: string): Promise<void> {
    this.problem.set('');
    this.said.set('');
    try {
      await verb();
      this.said.set(done);
      this.moveFocus('h2');
    } catch (error) {
      const problem = toProblem(error);
      // It ended already, by itself or from elsewhere.
      if (problem.code === 'NOT_FOUND') this.store.refresh();
      else this.problem.set(problem.message);
    }
  }
}
