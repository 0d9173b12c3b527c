import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, type ValidatorFn } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { LIMITS } from '@ccr/domain';
import type { TokenScope } from '#graphql';
import { newId } from '../../../../data';
import { ProblemNote } from '../../../../ui';
import { Field, FieldControl, worded } from '../../../../ui/form';
import { closeWithSession } from '../../close-with-session';
import { SessionStore } from '../../session.store';
import { CopyButton } from '../parts/copy-button';
import { Submission } from '../../forms/submission';
import type { AccessTokensStore } from './access-tokens.store';
import { SCOPES } from './scope-words';

const atLeastOne: ValidatorFn = ({ value }) =>
  (value as TokenScope[]).length ? null : { words: 'Choose what the token may be used for.' };

/** Asks what a new token is for, makes it, and shows its secret: once. */
@Component({
  selector: 'ccr-create-token-dialog',
  imports: [
    CopyButton,
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    ProblemNote,
    ReactiveFormsModule,
  ],
  templateUrl: './create-token-dialog.html',
  styleUrl: './create-token-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CreateTokenDialog {
  private readonly store = inject<AccessTokensStore>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<CreateTokenDialog>>(MatDialogRef);
  private readonly viewer = inject(SessionStore).viewer;
  private attempt = newId();

  protected readonly limits = LIMITS;
  protected readonly scopes = SCOPES.filter(({ onlyFor }) => !onlyFor || onlyFor === this.viewer()?.role);
  protected readonly secret = signal<string | null>(null);
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: worded.required('Give it a name to know it by.') }),
    scopes: new FormControl<TokenScope[]>(['TICKETS_READ'], { nonNullable: true, validators: atLeastOne }),
    expiresInDays: new FormControl('90', { nonNullable: true }),
  });
  protected readonly submission = new Submission(this.form);

  constructor() {
    closeWithSession(this.dialog);
    // Another token: with the same id the first one would come back.
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => (this.attempt = newId()));
  }

  protected toggle(scope: TokenScope, event: Event): void {
    const { scopes } = this.form.controls;
    const others = scopes.value.filter((one) => one !== scope);
    scopes.setValue((event.target as HTMLInputElement).checked ? [...others, scope] : others);
  }

  protected scopesError(): string {
    const { scopes } = this.form.controls;
    return scopes.touched ? ((scopes.errors?.['words'] as string | undefined) ?? '') : '';
  }

  protected async create(): Promise<void> {
    await this.submission.send(async () => {
      const { name, scopes, expiresInDays } = this.form.getRawValue();
      const days = expiresInDays ? Number(expiresInDays) : null;
      const input = { name: name.trim(), scopes, expiresInDays: days, clientMutationId: this.attempt };
      this.secret.set(await this.store.create(input));
      // A click beside the dialog would lose it for good.
      this.dialog.disableClose = true;
    });
  }
}
