import { ChangeDetectionStrategy, Component, type OnInit, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { ResendButton } from '../door-parts/resend-button';
import { SessionStore } from '../session.store';
import { ConfirmEmailForm } from './confirm-email-form';
import { ConfirmEmailStore } from './confirm-email.store';

/**
 * Where the link of the mail leads. It confirms by itself: only the signed-in come here, and no mail scanner is signed
 * in as them.
 */
@Component({
  selector: 'ccr-confirm-email-page',
  imports: [ConfirmEmailForm, ProblemNote, ResendButton, RouterLink],
  templateUrl: './confirm-email-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmEmailPage implements OnInit {
  private readonly store = inject(ConfirmEmailStore);
  private readonly session = inject(SessionStore);

  /** From the link. */
  readonly code = input<string>();

  protected readonly email = computed(() => this.session.viewer()?.email ?? '');
  protected readonly isConfirmed = computed(() => this.session.viewer()?.emailVerified === true);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly sendAgain = async (): Promise<boolean> => {
    await this.store.sendAgain();
    this.problem.set('');
    return true;
  };

  ngOnInit(): void {
    const code = this.code();
    if (code && !this.isConfirmed()) void this.confirm(code);
  }

  private async confirm(code: string): Promise<void> {
    this.busy.set(true);
    try {
      await this.store.confirm(code);
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
