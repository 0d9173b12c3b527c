import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { toProblem } from '../../../data';
import { ProblemNote, Skeleton } from '../../../ui';
import { Submission } from '../forms/submission';
import { type Invitation, DoorsStore } from '../doors.store';
import { NewPassword, newPasswordControls } from '../password-strength/new-password';
import { SessionStore } from '../session.store';

/** Where an invitation leads: an agent or admin chooses a password, and is in. */
@Component({
  selector: 'ccr-invitation-page',
  imports: [MatButton, NewPassword, ProblemNote, ReactiveFormsModule, RouterLink, Skeleton],
  templateUrl: './invitation-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvitationPage {
  private readonly doors = inject(DoorsStore);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private token = '';

  /** Undefined while it is looked for, null when it is no longer good. */
  protected readonly invitation = signal<Invitation | null | undefined>(undefined);
  protected readonly problem = signal('');
  protected readonly passwords = newPasswordControls();
  protected readonly form = new FormGroup({ password: this.passwords.newPassword, confirmPassword: this.passwords.confirmPassword });
  protected readonly sending = new Submission(this.form);

  constructor() {
    inject(ActivatedRoute)
      .fragment.pipe(takeUntilDestroyed())
      .subscribe((token) => this.open(token ?? ''));
  }

  protected async look(): Promise<void> {
    this.problem.set('');
    this.invitation.set(undefined);
    try {
      this.invitation.set(this.token ? await this.doors.invitation(this.token) : null);
    } catch (error) {
      this.problem.set(toProblem(error).message);
    }
  }

  protected async submit(): Promise<void> {
    const { password } = this.form.getRawValue();
    const accept = (): Promise<void> => this.session.acceptInvitation({ token: this.token, password });
    if (await this.sending.send(accept)) await this.router.navigateByUrl('/tickets');
  }

  /** The secret does not stay where others look: in the address bar and in the history. */
  private open(token: string): void {
    this.token = token;
    if (token) this.location.replaceState('/invitation');
    void this.look();
  }
}
