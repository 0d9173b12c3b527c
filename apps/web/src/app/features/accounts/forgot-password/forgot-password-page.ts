import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ProblemNote } from '../../../ui';
import { type Carried, carried } from '../door-parts/carried';
import { DoorsStore } from '../doors.store';
import { emailControl } from '../forms/controls';
import { EmailField } from '../forms/email-field';
import { Submission } from '../forms/submission';
import { SmsStore } from '../sms.store';

/** Asks for a code by mail, or as a text message. What is said afterwards is the same for every address. */
@Component({
  selector: 'ccr-forgot-password-page',
  imports: [EmailField, MatButton, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './forgot-password-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgotPasswordPage {
  private readonly doors = inject(DoorsStore);
  private readonly router = inject(Router);

  protected readonly sms = inject(SmsStore);
  protected readonly form = new FormGroup({
    email: emailControl(carried().email),
    channel: new FormControl<'MAIL' | 'SMS'>('MAIL', { nonNullable: true }),
  });
  protected readonly sending = new Submission(this.form);

  protected async submit(): Promise<void> {
    const { email: typed, channel } = this.form.getRawValue();
    const email = typed.trim();
    const state: Carried = { email, codeSent: true, bySms: channel === 'SMS' };
    if (await this.sending.send(() => this.doors.requestReset(email, channel))) await this.router.navigate(['/reset-password'], { state });
  }
}
