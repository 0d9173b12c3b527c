import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Icon, ProblemNote } from '../../../../ui';
import { PasswordField } from '../../../../ui/form';
import { AccountStore } from '../account.store';
import { knownPassword } from '../../forms/controls';
import { saveFile } from '../parts/save-file';
import { Submission } from '../../forms/submission';

/** Everything that is held on the viewer, as one file. */
@Component({
  selector: 'ccr-download-data',
  imports: [Icon, MatButton, PasswordField, ProblemNote, ReactiveFormsModule],
  template: `
    <section class="card" aria-labelledby="download-heading">
      <h2 id="download-heading">Download my data</h2>
      <p class="lead">
        One JSON file with everything the shop holds on you: your profile, your tickets and what was said in them, where you
        signed in, and the mails you were sent.
      </p>
      @if (submission.problem()) {
        <ccr-problem-note [text]="submission.problem()" />
      }
      <form novalidate [formGroup]="form" (ngSubmit)="download()">
        <ccr-password-field label="Your password" autocomplete="current-password" [control]="form.controls.password" />
        <div class="actions">
          <button matButton="outlined" type="submit" [attr.aria-busy]="submission.busy()">
            <span class="button-icon">
              <ccr-icon name="download" />{{ submission.busy() ? 'Putting it together…' : 'Download my data' }}
            </span>
          </button>
        </div>
      </form>
      <p class="saved" role="status">{{ said() }}</p>
    </section>
  `,
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DownloadData {
  private readonly store = inject(AccountStore);

  protected readonly form = new FormGroup({ password: knownPassword() });
  protected readonly submission = new Submission(this.form);
  protected readonly said = signal('');

  protected async download(): Promise<void> {
    this.said.set('');
    await this.submission.send(async () => {
      const data = await this.store.export(this.form.getRawValue().password);
      const name = `my-data-${new Date().toISOString().slice(0, 10)}.json`;
      saveFile(name, 'application/json', JSON.stringify(data, null, 2));
      this.form.reset();
      this.said.set(`Your browser saves it as ${name}.`);
    });
  }
}
