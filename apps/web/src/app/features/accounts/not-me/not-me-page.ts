import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { DoorsStore } from '../doors.store';

/** Where "this wasn't me" leads. Nothing happens by itself: programs that look through mail open links, too. */
@Component({
  selector: 'ccr-not-me-page',
  imports: [MatButton, ProblemNote, RouterLink],
  templateUrl: './not-me-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotMePage {
  private readonly doors = inject(DoorsStore);
  private readonly location = inject(Location);

  protected readonly token = signal('');
  protected readonly busy = signal(false);
  protected readonly done = signal(false);
  protected readonly problem = signal('');

  constructor() {
    inject(ActivatedRoute)
      .fragment.pipe(takeUntilDestroyed())
      .subscribe((token) => this.open(token ?? ''));
  }

  protected async report(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.doors.reportSignIn(this.token());
      this.done.set(true);
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  /** The secret does not stay where others look: in the address bar and in the history. */
  private open(token: string): void {
    this.token.set(token);
    this.done.set(false);
    if (token) this.location.replaceState('/not-me');
  }
}
