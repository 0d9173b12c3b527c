import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, type ValidatorFn } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { LIMITS } from '@ccr/domain';
import { newId } from '../../data';
import { ProblemNote } from '../../ui';
import { Field, FieldControl, worded } from '../../ui/form';
import { CopyButton, Submission, closeWithSession } from '../accounts/later';
import { EVENT_GROUPS } from './webhook-words';
import type { Webhook, WebhooksStore } from './webhooks.store';

/** What the dialog is opened for. */
export interface WebhookDialogData {
  readonly store: WebhooksStore;
  /** The one to be changed; without it a new one is made. */
  readonly webhook?: Webhook;
  /** A secret to be shown, and nothing else. */
  readonly secret?: string;
}

const atLeastOne: ValidatorFn = ({ value }) => ((value as string[]).length ? null : { words: 'Choose at least one event.' });

/** Asks where a webhook leads and what it is told of; of a new one it shows the secret: once. */
@Component({
  selector: 'ccr-webhook-dialog',
  imports: [CopyButton, Field, FieldControl, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNote, ReactiveFormsModule],
  templateUrl: './webhook-dialog.html',
  styleUrl: './webhook-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WebhookDialog {
  private readonly data = inject<WebhookDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<WebhookDialog>>(MatDialogRef);
  private attempt = newId();

  protected readonly limits = LIMITS.webhook;
  protected readonly groups = EVENT_GROUPS;
  protected readonly webhook = this.data.webhook;
  protected readonly secret = signal(this.data.secret ?? null);
  protected readonly form = new FormGroup({
    name: new FormControl(this.webhook?.name ?? '', { nonNullable: true, validators: worded.required('Give it a name to know it by.') }),
    url: new FormControl(this.webhook?.url ?? '', { nonNullable: true, validators: worded.required('Enter the address.') }),
    events: new FormControl<string[]>([...(this.webhook?.events ?? [])], { nonNullable: true, validators: atLeastOne }),
  });
  protected readonly submission = new Submission(this.form);

  constructor() {
    closeWithSession(this.dialog);
    this.dialog.disableClose = this.secret() !== null;
    // Another webhook: with the same id the first one would come back.
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => (this.attempt = newId()));
  }

  protected toggle(type: string, event: Event): void {
    const { events } = this.form.controls;
    const others = events.value.filter((one) => one !== type);
    events.setValue((event.target as HTMLInputElement).checked ? [...others, type] : others);
    events.markAsTouched();
  }

  protected eventsError(): string {
    const { events } = this.form.controls;
    return events.touched ? ((events.errors?.['words'] as string | undefined) ?? '') : '';
  }

  protected async save(): Promise<void> {
    await this.submission.send(async () => {
      const { name, url, events } = this.form.getRawValue();
      const words = { name: name.trim(), url: url.trim(), events };
      if (this.webhook) {
        await this.data.store.update({ webhookId: this.webhook.id, ...words });
        this.dialog.close();
        return;
      }
      this.secret.set(await this.data.store.create({ ...words, clientMutationId: this.attempt }));
      // A click beside the dialog would lose it for good.
      this.dialog.disableClose = true;
    });
  }
}
